package org.sparkresnet.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.PixelSums;
import org.sparkresnet.shard.Content;
import org.sparkresnet.shard.Manifest;
import org.sparkresnet.shard.ShardRecord;

class HoldOutTest extends SparkTest {
    private Path source;

    @BeforeEach
    void writeSource() throws IOException {
        source = IdxFiles.writeSource(folder.resolve("source"));
    }

    @Test
    void heldOutRecordsAreThoseWithTheLowestHashes() throws Exception {
        prepare("whole", 0, 2);
        prepare("out", 9, 2);
        List<ShardRecord> all = new ArrayList<>(records("whole/train"));
        all.sort(Comparator.comparing((ShardRecord record) -> hash("hold-out/1/" + record.name())));
        assertThat(records("out/hold-out")).containsExactlyInAnyOrderElementsOf(all.subList(0, 9));
        assertThat(records("out/train")).containsExactlyInAnyOrderElementsOf(all.subList(9, 23));
    }

    @Test
    void heldOutRecordsAreNotThoseThatComeFirstInTheShards() throws Exception {
        prepare("whole", 0, 2);
        prepare("out", 9, 2);
        assertThat(records("out/hold-out"))
                .isNotEqualTo(records("whole/train").subList(0, 9))
                .isNotEqualTo(records("whole/train").subList(14, 23));
        List<ShardRecord> sorted = new ArrayList<>(records("out/hold-out"));
        sorted.sort(Comparator.comparing((ShardRecord record) -> hash("1/" + record.name())));
        assertThat(records("out/hold-out")).isEqualTo(sorted);
    }

    @Test
    void validationStaysWhatItIs() throws Exception {
        prepare("whole", 0, 2);
        prepare("out", 9, 2);
        assertThat(records("out/validation")).isEqualTo(records("whole/validation"));
        assertThat(folder.resolve("whole/hold-out")).doesNotExist();
    }

    @Test
    void filesDoNotDependOnTheNumberOfTasks() throws Exception {
        prepare("one", 9, 1);
        for (int tasks : new int[] {3, 4}) {
            prepare("tasks-" + tasks, 9, tasks);
            assertThat(Prepared.files(folder.resolve("tasks-" + tasks)))
                    .isEqualTo(Prepared.files(folder.resolve("one")));
        }
    }

    @Test
    void statisticsAreThoseOfTheRecordsThatAreLeft() throws Exception {
        prepare("out", 9, 3);
        Manifest manifest = Prepared.manifest(folder.resolve("out/train"));
        PixelSums sums = new PixelSums();
        for (ShardRecord record : records("out/train")) {
            sums.add((Content.Raw) record.content());
        }
        assertThat(manifest.pictures()).isEqualTo(sums.facts());
        assertThat(manifest.options()).containsEntry("hold-out", "9");
        assertThat(manifest.classCounts().stream().mapToLong(n -> n).sum()).isEqualTo(14);
    }

    @Test
    void archivesAreDividedToo() throws Exception {
        Path archive = Files.write(
                folder.resolve("cifar-10-binary.tar.gz"), CifarFiles.gzip(CifarFiles.tar(CifarFiles.ten())));
        Preparation.run(spark, Prepared.settings("cifar-10", archive, folder.resolve("out"), "prepare.hold-out=5"));
        Map<String, Integer> labels = new TreeMap<>();
        for (String split : List.of("train", "hold-out")) {
            records("out/" + split).forEach(record -> labels.put(record.name(), record.label()));
        }
        assertThat(records("out/hold-out")).hasSize(5);
        assertThat(records("out/train")).hasSize(25);
        assertThat(labels).hasSize(30);
    }

    @Test
    void oneRecordMustBeLeftToTrainOn() throws Exception {
        assertThatThrownBy(() -> prepare("out", 23, 2))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("prepare.hold-out = 23: the training set has 23 records; hold out fewer");
        assertThat(folder.resolve("out")).doesNotExist();
        prepare("out", 22, 2);
        assertThat(records("out/train")).hasSize(1);
    }

    @Test
    void sourceWithoutTrainingSetIsRefused() throws Exception {
        Files.delete(source.resolve("train-images-idx3-ubyte"));
        Files.delete(source.resolve("train-labels-idx1-ubyte"));
        assertThatThrownBy(() -> prepare("out", 1, 2))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("prepare.hold-out = 1: the source has no training set to hold records out of; set it to 0");
    }

    @Test
    void folderInTheWayIsKept() throws Exception {
        Files.createDirectories(folder.resolve("out/hold-out"));
        Files.writeString(folder.resolve("out/hold-out/holiday.txt"), "beach");
        assertThatThrownBy(() -> prepare("out", 9, 2))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(folder.resolve("out/hold-out") + ": exists, is not empty");
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            assertThat(files).hasSize(1);
        }
    }

    /** The first 8 bytes of the SHA-256, as an unsigned number. */
    private static BigInteger hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private List<ShardRecord> records(String split) throws IOException {
        return Prepared.records(folder.resolve(split));
    }

    private void prepare(String output, int holdOut, int tasks) throws IOException {
        Preparation.run(
                spark,
                Prepared.settings(
                        "idx",
                        source,
                        folder.resolve(output),
                        "prepare.examples-per-shard=5",
                        "prepare.hold-out=" + holdOut,
                        "prepare.tasks=" + tasks));
    }
}
