package org.sparkresnet.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparkresnet.shard.Content;
import org.sparkresnet.shard.Manifest;
import org.sparkresnet.shard.ShardRecord;

class CifarSourceTest extends SparkTest {
    @Test
    void everyRecordOfCifar10ComesOutAsAPlainReaderFindsIt() throws Exception {
        Map<String, byte[]> members = CifarFiles.ten();
        prepare("cifar-10", archive("cifar-10-binary.tar.gz", members), "out");
        List<ShardRecord> expected = new ArrayList<>();
        for (int batch = 1; batch <= 5; batch++) {
            String file = "data_batch_" + batch + ".bin";
            expected.addAll(plainRecords(file, members.get(CifarFiles.TEN + file), 1, 0));
        }
        assertThat(expected).hasSize(30);
        assertThat(records("out/train")).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(records("out/validation"))
                .containsExactlyInAnyOrderElementsOf(
                        plainRecords("test_batch.bin", members.get(CifarFiles.TEN + "test_batch.bin"), 1, 0));
    }

    @Test
    void manifestOfCifar10TellsClassesAndStatistics() throws Exception {
        prepare("cifar-10", archive("cifar-10-binary.tar.gz", CifarFiles.ten()), "out");
        Manifest manifest = Prepared.manifest(folder.resolve("out/train"));
        assertThat(manifest.classNames()).isEqualTo(CifarFiles.TEN_NAMES);
        assertThat(manifest.classCounts()).containsExactly(12L, 10L, 8L);
        assertThat(manifest.options()).isEqualTo(Map.of("format", "cifar-10", "examples-per-shard", "7", "seed", "1"));
        assertThat(List.of(
                        manifest.pictures().channels(),
                        manifest.pictures().height(),
                        manifest.pictures().width()))
                .containsExactly(3, 32, 32);
        assertThat(manifest.pictures().pixelMean()).hasSize(3072);
    }

    @Test
    void fineAndCoarseLabelsOfCifar100AreTheSecondAndTheFirstByte() throws Exception {
        Map<String, byte[]> members = CifarFiles.hundred();
        Path archive = archive("cifar-100-binary.tar.gz", members);
        prepare("cifar-100", archive, "fine");
        prepare("cifar-100", archive, "coarse", "prepare.cifar-100.labels=coarse");
        byte[] train = members.get(CifarFiles.HUNDRED + "train.bin");
        assertThat(records("fine/train")).containsExactlyInAnyOrderElementsOf(plainRecords("train.bin", train, 2, 1));
        assertThat(records("coarse/train")).containsExactlyInAnyOrderElementsOf(plainRecords("train.bin", train, 2, 0));
        assertThat(records("fine/validation")).hasSize(7);
        Manifest fine = Prepared.manifest(folder.resolve("fine/train"));
        Manifest coarse = Prepared.manifest(folder.resolve("coarse/train"));
        assertThat(fine.classNames()).isEqualTo(CifarFiles.FINE_NAMES);
        assertThat(coarse.classNames()).isEqualTo(CifarFiles.COARSE_NAMES);
        assertThat(fine.options()).containsEntry("labels", "fine");
        assertThat(coarse.options()).containsEntry("labels", "coarse");
    }

    @Test
    void shardsDoNotDependOnTheNumberOfTasksNorOnTheOrderInTheArchive() throws Exception {
        Path archive = archive("cifar-10-binary.tar.gz", CifarFiles.ten());
        prepare("cifar-10", archive, "one", "prepare.tasks=1");
        Map<String, String> expected = Prepared.files(folder.resolve("one"));
        for (int tasks : new int[] {3, 4}) {
            prepare("cifar-10", archive, "tasks-" + tasks, "prepare.tasks=" + tasks);
            assertThat(Prepared.files(folder.resolve("tasks-" + tasks))).isEqualTo(expected);
        }
        Map<String, byte[]> reversed = new LinkedHashMap<>();
        List<String> names = new ArrayList<>(CifarFiles.ten().keySet());
        for (int i = names.size() - 1; i >= 0; i--) {
            reversed.put(names.get(i), CifarFiles.ten().get(names.get(i)));
        }
        prepare("cifar-10", archive("cifar-10-binary.tar.gz", reversed), "reversed");
        assertThat(Prepared.files(folder.resolve("reversed"))).isEqualTo(expected);
    }

    @Test
    void folderThatHoldsTheArchiveWillDo() throws Exception {
        Path archive = archive("cifar-10-binary.tar.gz", CifarFiles.ten());
        Files.writeString(folder.resolve("notes.txt"), "mine");
        prepare("cifar-10", archive.getParent(), "out");
        assertThat(records("out/train")).hasSize(30);
    }

    @Test
    void archiveMayHaveAnyNameAndNoFolderWithin() throws Exception {
        Map<String, byte[]> flat = new LinkedHashMap<>();
        CifarFiles.ten().forEach((name, content) -> flat.put(name.substring(CifarFiles.TEN.length()), content));
        prepare("cifar-10", archive("renamed", flat), "out");
        assertThat(records("out/train")).hasSize(30);
    }

    /** By the description at the source, a byte at a time. */
    private static List<ShardRecord> plainRecords(String file, byte[] bytes, int labels, int wanted) {
        List<ShardRecord> records = new ArrayList<>();
        int length = labels + 3072;
        for (int start = 0; start < bytes.length; start += length) {
            byte[] pixels = new byte[3072];
            for (int row = 0; row < 32; row++) {
                for (int column = 0; column < 32; column++) {
                    for (int channel = 0; channel < 3; channel++) {
                        pixels[(row * 32 + column) * 3 + channel] =
                                bytes[start + labels + 1024 * channel + 32 * row + column];
                    }
                }
            }
            String name = "%s/%06d".formatted(file, start / length);
            records.add(new ShardRecord(name, bytes[start + wanted], new Content.Raw(32, 32, 3, pixels)));
        }
        return records;
    }

    private Path archive(String name, Map<String, byte[]> members) throws IOException {
        return Files.write(folder.resolve(name), CifarFiles.gzip(CifarFiles.tar(members)));
    }

    private void prepare(String format, Path source, String output, String... others) throws IOException {
        List<String> settings = new ArrayList<>(List.of("prepare.examples-per-shard=7"));
        settings.addAll(List.of(others));
        Preparation.run(
                spark, Prepared.settings(format, source, folder.resolve(output), settings.toArray(String[]::new)));
    }

    private List<ShardRecord> records(String split) throws IOException {
        return Prepared.records(folder.resolve(split));
    }
}
