package org.sparkresnet.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sparkresnet.shard.Manifest;
import org.sparkresnet.shard.ShardRecord;

class ImageNetSourceTest extends SparkTest {
    private ImageNetFiles images;
    private Path source;

    @BeforeEach
    void writeArchives() throws IOException {
        images = ImageNetFiles.small();
        source = images.writeArchives(folder.resolve("archives"));
    }

    @Test
    void everyPictureComesOutOnceWithItsLabel() throws Exception {
        prepare("out");
        assertThat(Prepared.records(folder.resolve("out/train")))
                .containsExactlyInAnyOrderElementsOf(records(images.training()));
        assertThat(Prepared.records(folder.resolve("out/validation")))
                .containsExactlyInAnyOrderElementsOf(records(images.validation()));
    }

    @Test
    void shardsAreThoseOfTheUnpackedFolders() throws Exception {
        prepare("found");
        Path folders = images.writeFolders(folder.resolve("folders"));
        Preparation.run(
                spark,
                Prepared.settings("image-folder", folders, folder.resolve("expected"), "prepare.examples-per-shard=5"));
        Map<String, String> found = Prepared.files(folder.resolve("found"));
        Map<String, String> expected = Prepared.files(folder.resolve("expected"));
        assertThat(found.keySet()).isEqualTo(expected.keySet()).hasSize(2 * (8 + 3) + 2 * 2);
        expected.forEach((name, content) -> {
            if (!name.contains("manifest.json")) {
                assertThat(found.get(name)).as(name).isEqualTo(content);
            }
        });
    }

    @Test
    void manifestNamesClassesByWnid() throws Exception {
        prepare("out");
        Manifest manifest = Prepared.manifest(folder.resolve("out/train"));
        assertThat(manifest.classNames()).isEqualTo(ImageNetFiles.wnids());
        assertThat(manifest.classCounts()).containsExactly(5L, 8L, 3L, 7L, 5L, 9L);
        assertThat(manifest.options()).isEqualTo(Map.of("format", "imagenet", "examples-per-shard", "5", "seed", "1"));
    }

    @Test
    void shardsDoNotDependOnTheNumberOfTasks() throws Exception {
        prepare("one", "prepare.tasks=1", "prepare.hold-out=4");
        Map<String, String> expected = Prepared.files(folder.resolve("one"));
        assertThat(expected).containsKey("hold-out/manifest.json");
        for (int tasks : new int[] {3, 4}) {
            prepare("tasks-" + tasks, "prepare.tasks=" + tasks, "prepare.hold-out=4");
            assertThat(Prepared.files(folder.resolve("tasks-" + tasks))).isEqualTo(expected);
        }
    }

    @Test
    void oneSplitNeedsOnlyItsOwnArchive() throws Exception {
        Files.delete(source.resolve("ILSVRC2012_img_train.tar"));
        prepare("out", "prepare.imagenet.splits=[validation]");
        assertThat(Prepared.records(folder.resolve("out/validation"))).hasSize(14);
        assertThat(folder.resolve("out/train")).doesNotExist();
    }

    private PreparationReport prepare(String output, String... others) throws IOException {
        String[] settings = new String[others.length + 1];
        System.arraycopy(others, 0, settings, 0, others.length);
        settings[others.length] = "prepare.examples-per-shard=5";
        return Preparation.run(spark, Prepared.settings("imagenet", source, folder.resolve(output), settings));
    }

    private static List<ShardRecord> records(List<ImageNetFiles.Picture> pictures) {
        return pictures.stream()
                .map(picture -> new ShardRecord(
                        picture.wnid() + "/" + picture.file(),
                        ImageNetFiles.wnids().indexOf(picture.wnid()),
                        Prepared.encoded(picture.bytes())))
                .toList();
    }
}
