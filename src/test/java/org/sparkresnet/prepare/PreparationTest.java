package org.sparkresnet.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sparkresnet.shard.Content;
import org.sparkresnet.shard.Manifest;
import org.sparkresnet.shard.ShardEntry;
import org.sparkresnet.shard.ShardRecord;

class PreparationTest extends SparkTest {
    private Path source;

    @BeforeEach
    void writeSource() throws IOException {
        source = IdxFiles.writeSource(folder.resolve("source"));
    }

    @Test
    void everyRecordComesOutExactlyOnceAsItWentIn() throws Exception {
        prepare("out", 5, 3);
        byte[] images = IdxFiles.images(23);
        Map<String, ShardRecord> expected = new TreeMap<>();
        for (int i = 0; i < 23; i++) {
            byte[] pixels = Arrays.copyOfRange(images, 16 + 6 * i, 22 + 6 * i);
            String name = "train-images-idx3-ubyte/%06d".formatted(i);
            expected.put(name, new ShardRecord(name, i % 3, new Content.Raw(3, 2, 1, pixels)));
        }
        List<ShardRecord> found = records("out/train");
        assertThat(found).hasSize(23);
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected.values());
        assertThat(records("out/validation")).hasSize(7);
    }

    @Test
    void orderIsThatOfTheHashes() throws Exception {
        prepare("out", 5, 3);
        List<ShardRecord> found = records("out/train");
        List<ShardRecord> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparing(record -> OrderKey.of(1, record.name())));
        assertThat(found).isEqualTo(sorted);
        List<ShardRecord> byName = new ArrayList<>(found);
        byName.sort(Comparator.comparing(ShardRecord::name));
        assertThat(found).isNotEqualTo(byName);
    }

    @Test
    void shardsDoNotDependOnTheNumberOfTasks() throws Exception {
        prepare("one", 5, 1);
        Map<String, String> expected = Prepared.files(folder.resolve("one"));
        assertThat(expected).hasSize(2 * (5 + 2) + 2 * 2);
        for (int tasks : new int[] {0, 3, 4, 40}) {
            prepare("tasks-" + tasks, 5, tasks);
            assertThat(Prepared.files(folder.resolve("tasks-" + tasks))).isEqualTo(expected);
        }
    }

    @Test
    void compressedSourceGivesTheSameShards() throws Exception {
        prepare("plain", 5, 2);
        for (String name : new String[] {"train-images-idx3-ubyte", "t10k-labels-idx1-ubyte"}) {
            byte[] content = Files.readAllBytes(source.resolve(name));
            Files.delete(source.resolve(name));
            Files.write(source.resolve(name + ".gz"), IdxFiles.compressed(content));
        }
        prepare("compressed", 5, 2);
        assertThat(Prepared.files(folder.resolve("compressed"))).isEqualTo(Prepared.files(folder.resolve("plain")));
    }

    @Test
    void dottedNamesAreUnderstood() throws Exception {
        Files.move(source.resolve("t10k-images-idx3-ubyte"), source.resolve("t10k-images.idx3-ubyte"));
        prepare("out", 5, 2);
        assertThat(records("out/validation"))
                .extracting(ShardRecord::name)
                .allMatch(name -> name.startsWith("t10k-images.idx3-ubyte/00000"));
    }

    @Test
    void seedChangesTheOrderAndNothingElse() throws Exception {
        prepare("out", 5, 2);
        Path other = folder.resolve("other");
        Preparation.run(
                spark, Prepared.settings("idx", source, other, "prepare.examples-per-shard=5", "prepare.seed=2"));
        assertThat(records("other/train"))
                .isNotEqualTo(records("out/train"))
                .containsExactlyInAnyOrderElementsOf(records("out/train"));
    }

    @Test
    void shardsAreBalancedLargerFirst() throws Exception {
        prepare("out", 5, 2);
        assertThat(manifest("out/train").shards())
                .extracting(ShardEntry::records)
                .containsExactly(5, 5, 5, 4, 4);
        assertThat(manifest("out/train").shards())
                .extracting(ShardEntry::file)
                .startsWith("part-00000-of-00005.tfrecord", "part-00001-of-00005.tfrecord");
        assertThat(manifest("out/validation").shards())
                .extracting(ShardEntry::records)
                .containsExactly(4, 3);
    }

    @Test
    void manifestTellsClassesAndOptions() throws Exception {
        prepare("out", 5, 2);
        Manifest manifest = manifest("out/train");
        assertThat(manifest.classNames()).containsExactly("0", "1", "2");
        assertThat(manifest.classCounts()).containsExactly(8L, 8L, 7L);
        assertThat(manifest.source()).isEqualTo(source.toString());
        assertThat(manifest.options()).isEqualTo(Map.of("format", "idx", "examples-per-shard", "5", "seed", "1"));
    }

    @Test
    void classesHaveTheNamesThatTheSourceGives() throws Exception {
        Files.writeString(source.resolve("classes.txt"), "cat\nhot dog\nowl\nunicorn\n\n");
        prepare("out", 5, 2);
        assertThat(manifest("out/train").classNames()).containsExactly("cat", "hot dog", "owl", "unicorn");
        assertThat(manifest("out/train").classCounts()).containsExactly(8L, 8L, 7L, 0L);
        assertThat(manifest("out/validation").classNames())
                .isEqualTo(manifest("out/train").classNames());
    }

    @Test
    void bothSplitsHaveTheClassesOfBoth() throws Exception {
        Files.write(source.resolve("t10k-labels-idx1-ubyte"), IdxFiles.labels(7, 5));
        prepare("out", 5, 2);
        assertThat(manifest("out/train").classNames()).containsExactly("0", "1", "2", "3", "4");
        assertThat(manifest("out/train").classCounts()).containsExactly(8L, 8L, 7L, 0L, 0L);
    }

    @Test
    void statisticsEqualThePlainComputation() throws Exception {
        prepare("out", 5, 3);
        byte[] images = IdxFiles.images(23);
        double sum = 0;
        double[] places = new double[6];
        for (int i = 0; i < 23 * 6; i++) {
            double value = Byte.toUnsignedInt(images[16 + i]) / 255.0;
            sum += value;
            places[i % 6] += value / 23;
        }
        double mean = sum / (23 * 6);
        double squares = 0;
        for (int i = 0; i < 23 * 6; i++) {
            squares += Math.pow(Byte.toUnsignedInt(images[16 + i]) / 255.0 - mean, 2);
        }
        Manifest manifest = manifest("out/train");
        assertThat(manifest.pictures().channels()).isEqualTo(1);
        assertThat(manifest.pictures().height()).isEqualTo(3);
        assertThat(manifest.pictures().width()).isEqualTo(2);
        assertClose(manifest.pictures().mean(), mean);
        assertClose(manifest.pictures().deviation(), Math.sqrt(squares / (23 * 6)));
        assertClose(manifest.pictures().pixelMean(), places);
    }

    @Test
    void reportTellsWhatWasWritten() throws Exception {
        PreparationReport report = prepare("out", 5, 2);
        assertThat(report.splits()).hasSize(2);
        PreparationReport.Split train = report.splits().get(0);
        assertThat(train.folder()).isEqualTo(folder.resolve("out/train").toString());
        assertThat(train.records()).isEqualTo(23);
        assertThat(train.classes()).isEqualTo(3);
        assertThat(train.shards()).isEqualTo(5);
        assertThat(train.bytes())
                .isEqualTo(manifest("out/train").shards().stream()
                        .mapToLong(ShardEntry::bytes)
                        .sum());
    }

    @Test
    void onePairIsEnough() throws Exception {
        Files.delete(source.resolve("train-images-idx3-ubyte"));
        Files.delete(source.resolve("train-labels-idx1-ubyte"));
        assertThat(prepare("out", 5, 2).splits()).hasSize(1);
        assertThat(records("out/validation")).hasSize(7);
        assertThat(folder.resolve("out/train")).doesNotExist();
    }

    @Test
    void committedSampleIsBalancedAndWhole() throws Exception {
        Path out = folder.resolve("sample");
        Preparation.run(spark, Prepared.settings("idx", "data-prep/fashion-mnist-sample", out, "prepare.tasks=2"));
        assertThat(manifest("sample/train").classCounts()).isEqualTo(Collections.nCopies(10, 600L));
        assertThat(manifest("sample/validation").classCounts()).isEqualTo(Collections.nCopies(10, 100L));
        assertThat(manifest("sample/train").classNames())
                .startsWith("T-shirt/top")
                .endsWith("Ankle boot");
        assertThat(manifest("sample/train").shards()).hasSize(6);
        assertThat(records("sample/validation")).extracting(ShardRecord::name).doesNotHaveDuplicates();
    }

    private PreparationReport prepare(String output, int examplesPerShard, int tasks) throws IOException {
        return Preparation.run(
                spark,
                Prepared.settings(
                        "idx",
                        source,
                        folder.resolve(output),
                        "prepare.examples-per-shard=" + examplesPerShard,
                        "prepare.tasks=" + tasks));
    }

    private Manifest manifest(String split) {
        return Prepared.manifest(folder.resolve(split));
    }

    private List<ShardRecord> records(String split) throws IOException {
        return Prepared.records(folder.resolve(split));
    }

    private static void assertClose(List<Double> found, double... expected) {
        assertThat(found).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(found.get(i)).isCloseTo(expected[i], Offset.offset(1e-14));
        }
    }
}
