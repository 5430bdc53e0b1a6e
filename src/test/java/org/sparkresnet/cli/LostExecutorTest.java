package org.sparkresnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real executor processes that are killed: the run goes on by itself, to the same bits. */
@Tag("cluster")
class LostExecutorTest {
    private static final String[] SETTINGS = {"run.length=60ba", "run.checkpoint-every=6ba", "parallel.workers=2"};

    @TempDir
    private static Path folder;

    private static SampleData data;
    private static String expected;

    @BeforeAll
    static void trainUndisturbed() throws IOException {
        System.setProperty("spark.ui.enabled", "false");
        data = SampleData.prepare(folder.resolve("data"));
        Path output = folder.resolve("undisturbed");
        assertThat(Program.run(data.train(output, SETTINGS)).code()).isZero();
        expected = fingerprint(output);
        System.clearProperty("spark.ui.enabled");
    }

    @Test
    void aKilledExecutorOfALocalCluster() throws Exception {
        Process driver = start("local", "local-cluster[2,1,1024]");
        // The masters and workers of a local-cluster are threads of the driver.
        requireSameBitsInSpiteOfAKill("local", driver, driver::children);
    }

    @Test
    void aKilledExecutorOfAStandaloneCluster() throws Exception {
        try (StandaloneCluster cluster = StandaloneCluster.start(folder.resolve("cluster"), 2)) {
            Process driver = start("standalone", cluster.address());
            requireSameBitsInSpiteOfAKill("standalone", driver, cluster::executors);
        }
    }

    @Test
    void anExecutorThatDoesNotComeBackLeavesItsLanesToTheOthers() throws Exception {
        try (StandaloneCluster cluster = StandaloneCluster.start(folder.resolve("shrinking"), 2)) {
            Process driver = start("shrinking", cluster.address(), "parallel.return-wait=1s");
            awaitCheckpoint("shrinking", driver);
            cluster.killOneWorkerAndItsExecutor();
            assertThat(driver.waitFor()).as(log("shrinking")).isZero();
            Path output = folder.resolve("shrinking-run");
            assertThat(Program.value(output.resolve("summary.json"), "workers")).isEqualTo("1");
            assertThat(fingerprint(output)).isEqualTo(expected);
        }
    }

    private void requireSameBitsInSpiteOfAKill(String name, Process driver, Supplier<Stream<ProcessHandle>> executors)
            throws Exception {
        awaitCheckpoint(name, driver);
        assertThat(executors.get().findFirst().orElseThrow().destroyForcibly()).isTrue();
        assertThat(driver.waitFor()).as(log(name)).isZero();
        Path output = folder.resolve(name + "-run");
        assertThat(Integer.parseInt(Program.value(output.resolve("summary.json"), "lostWorkers")))
                .isPositive();
        assertThat(fingerprint(output)).isEqualTo(expected);
        assertThat(steps(output)).doesNotHaveDuplicates().isSorted().endsWith(60L);
    }

    private static Process start(String name, String master, String... more) throws IOException {
        List<String> settings = new ArrayList<>(List.of(SETTINGS));
        settings.addAll(List.of(more));
        return Program.startWith(
                folder.resolve(name + ".log"),
                List.of(
                        "-Dspark.master=" + master,
                        "-Dspark.executor.memory=512m",
                        "-Dspark.executor.extraClassPath=" + SparkHome.classPathBesidesSpark()),
                data.train(folder.resolve(name + "-run"), settings.toArray(String[]::new)));
    }

    private static void awaitCheckpoint(String name, Process driver) throws Exception {
        Path checkpoint = folder.resolve(name + "-run/checkpoints/step-00000006");
        while (!Files.exists(checkpoint) && !driver.waitFor(20, TimeUnit.MILLISECONDS)) {
            // Not yet; the wait ends early if the process does.
        }
        assertThat(checkpoint).as(log(name)).exists();
    }

    private static List<Long> steps(Path output) throws IOException {
        try (Stream<String> lines = Files.lines(output.resolve("metrics.jsonl"))) {
            return lines.filter(line -> line.contains("\"train\""))
                    .map(line -> Long.valueOf(line.replaceAll(".*\"step\":(\\d+).*", "$1")))
                    .toList();
        }
    }

    private static String fingerprint(Path output) throws IOException {
        return Program.value(output.resolve("summary.json"), "parameterSha256");
    }

    private static String log(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".log"));
    }
}
