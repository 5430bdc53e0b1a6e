package org.sparkresnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is asked to end: it saves, says so, and goes on later as if nothing had been. */
class StoppedRunTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void withoutPages() {
        System.setProperty("spark.ui.enabled", "false");
    }

    @AfterEach
    void forgetSettings() {
        System.clearProperty("spark.ui.enabled");
    }

    @Test
    void sigtermEndsTheRunWithACheckpointAndASentence() throws Exception {
        SampleData data = SampleData.prepare(folder.resolve("data"));
        String[] settings = {"run.length=300ba", "run.checkpoint-every=300ba", "parallel.workers=2"};
        Path output = folder.resolve("stopped");
        Path log = folder.resolve("stopped.log");
        Process process = Program.start(log, data.train(output, settings));
        awaitFirstReport(output, process);
        process.destroy();
        assertThat(process.waitFor()).as(Files.readString(log)).isEqualTo(143);
        assertThat(Files.readString(log))
                .containsPattern("Stopped as asked after step \\d+ of 300; checkpoint .*; the same command goes on")
                .doesNotContain("Exception");
        assertThat(output.resolve("summary.json")).doesNotExist();
        assertThat(output.resolve("checkpoints/latest")).exists();

        assertThat(Program.run(data.train(output, settings)).code()).isZero();
        Path undisturbed = folder.resolve("undisturbed");
        assertThat(Program.run(data.train(undisturbed, settings)).code()).isZero();
        assertThat(Long.parseLong(value(output, "resumedFromStep"))).isBetween(1L, 299L);
        assertThat(value(output, "parameterSha256")).isEqualTo(value(undisturbed, "parameterSha256"));
    }

    private static void awaitFirstReport(Path output, Process process) throws Exception {
        Path metrics = output.resolve("metrics.jsonl");
        while ((!Files.exists(metrics) || Files.size(metrics) == 0) && !process.waitFor(20, TimeUnit.MILLISECONDS)) {
            // Not yet; the wait ends early if the process does.
        }
    }

    private static String value(Path output, String key) throws IOException {
        return Program.value(output.resolve("summary.json"), key);
    }
}
