package org.sparkresnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A preparation whose process is killed in the middle, as by a machine that loses its power. */
class KilledPreparationTest {
    private static final int SHARDS = 600;

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
    void theSameCommandGivesTheSameShardsAfterwards() throws Exception {
        int moment = 1 + new Random().nextInt(SHARDS / 2);
        Path out = folder.resolve("killed");
        Path log = folder.resolve("killed.log");
        Process process = Program.start(log, words(out));
        while (shards(out).size() < moment && !process.waitFor(5, TimeUnit.MILLISECONDS)) {
            // Not yet; the wait ends early if the process does.
        }
        process.destroyForcibly();
        assertThat(process.waitFor()).as(Files.readString(log)).isEqualTo(128 + 9);
        assertThat(out.resolve("train")).doesNotExist();
        assertThat(shards(out)).as("killed when %d shards were there", moment).isNotEmpty();

        assertThat(Program.run(words(out)).code()).isZero();
        Path undisturbed = folder.resolve("undisturbed");
        assertThat(Program.run(words(undisturbed)).code()).isZero();
        List<Path> expected = files(undisturbed);
        // Shards and their indexes of both sets, and a manifest and its checksum of each.
        assertThat(expected).hasSize(2 * SHARDS + 2 * SHARDS / 6 + 2 * 2);
        assertThat(files(out)).isEqualTo(expected);
        for (Path file : expected) {
            assertThat(Files.mismatch(out.resolve(file), undisturbed.resolve(file)))
                    .as("killed when %d shards were there: first byte that differs in %s", moment, file)
                    .isEqualTo(-1);
        }
    }

    private static String[] words(Path output) {
        return new String[] {
            "prepare",
            "prepare.source=data-prep/fashion-mnist-sample",
            "prepare.output=" + output,
            "prepare.examples-per-shard=10",
            "prepare.tasks=2"
        };
    }

    /** Names of the shards that have their names; files of other names may vanish while they are listed. */
    private static List<String> shards(Path output) {
        return names(output.toFile())
                .flatMap(split -> names(new File(output.toFile(), split)))
                .filter(name -> name.matches("part-.*tfrecord"))
                .toList();
    }

    private static Stream<String> names(File folder) {
        return Stream.ofNullable(folder.list()).flatMap(Arrays::stream);
    }

    /** Below {@code root}, sorted. */
    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> files = Files.find(root, 2, (file, attributes) -> attributes.isRegularFile())) {
            return files.map(root::relativize).sorted().toList();
        }
    }
}
