package org.sparkresnet.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.shard.Manifest;
import org.sparkresnet.shard.ShardRecord;

/** {@code prepare.classes}, for encoded pictures and for raw pixels. */
class ClassSubsetTest extends SparkTest {
    private Path pictures;

    @BeforeEach
    void writeSource() throws IOException {
        pictures = PictureFolders.writeSource(folder.resolve("pictures"));
    }

    @Test
    void labelsAreRanksAmongTheWantedClassesInEverySplit() throws Exception {
        prepare("image-folder", pictures, "out", "prepare.classes=[owl, dog]");
        for (String split : List.of("train", "validation")) {
            Manifest manifest = Prepared.manifest(folder.resolve("out").resolve(split));
            assertThat(manifest.classNames()).containsExactly("dog", "owl");
            assertThat(manifest.options()).containsEntry("classes", "owl, dog");
            assertThat(Prepared.records(folder.resolve("out").resolve(split)))
                    .allSatisfy(record -> assertThat(record.name()).startsWith(record.label() == 0 ? "dog/" : "owl/"));
        }
        assertThat(Prepared.manifest(folder.resolve("out/train")).classCounts()).containsExactly(7L, 1L);
        assertThat(Prepared.manifest(folder.resolve("out/validation")).classCounts())
                .containsExactly(2L, 2L);
    }

    @Test
    void shardsAreThoseOfASourceWithoutTheOthers() throws Exception {
        prepare("image-folder", pictures, "subset", "prepare.classes=[cat, owl]", "prepare.hold-out=2");
        Path fewer = folder.resolve("fewer");
        for (String name : List.of("train/cat", "train/owl", "val/cat", "val/owl")) {
            FileUtils.copyDirectory(
                    pictures.resolve(name).toFile(), fewer.resolve(name).toFile());
        }
        prepare("image-folder", fewer, "expected", "prepare.hold-out=2");
        Map<String, String> expected = Prepared.files(folder.resolve("expected"));
        Map<String, String> found = Prepared.files(folder.resolve("subset"));
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.keySet().stream()
                .filter(name -> !name.contains("manifest.json"))
                .forEach(name -> assertThat(found.get(name)).as(name).isEqualTo(expected.get(name)));
    }

    @Test
    void picturesOfOtherClassesAreNotDecoded() throws Exception {
        PictureFolders.write(pictures.resolve("train/cat/broken.png"), new byte[] {1});
        prepare("image-folder", pictures, "out", "prepare.classes=[dog]");
        assertThat(folder.resolve("out/train/bad-pictures.txt")).doesNotExist();
    }

    @Test
    void rawPixelsAreChosenToo() throws Exception {
        Path idx = IdxFiles.writeSource(folder.resolve("idx"));
        prepare("idx", idx, "out", "prepare.classes=[\"2\", \"0\"]");
        assertThat(Prepared.manifest(folder.resolve("out/train")).classNames()).containsExactly("0", "2");
        assertThat(Prepared.manifest(folder.resolve("out/train")).classCounts()).containsExactly(8L, 7L);
        List<ShardRecord> records = Prepared.records(folder.resolve("out/train"));
        assertThat(records).hasSize(15).allSatisfy(record -> {
            int number = Integer.parseInt(record.name().substring(record.name().indexOf('/') + 1));
            assertThat(record.label()).isEqualTo(number % 3 == 0 ? 0 : 1);
            assertThat(number % 3).isNotEqualTo(1);
        });
    }

    @Test
    void unknownClassesAreNamed() {
        assertThat(refusal("image-folder", pictures, "prepare.classes=[cat, lynx]"))
                .isEqualTo("prepare.classes: no class of train is called lynx (it has cat, dog, owl); mend"
                        + " prepare.classes");
    }

    @Test
    void aSplitWithoutAnyRecordOfTheClassesIsNamed() throws Exception {
        Path idx = IdxFiles.writeSource(folder.resolve("idx"));
        Files.write(idx.resolve("t10k-labels-idx1-ubyte"), IdxFiles.labels(7, 2));
        assertThat(refusal("idx", idx, "prepare.classes=[\"2\"]"))
                .isEqualTo(
                        "prepare.classes: validation has no record of 2; name other classes, or complete the source");
    }

    private String refusal(String format, Path source, String... settings) {
        String[] message = new String[1];
        assertThatThrownBy(() -> prepare(format, source, "never", settings))
                .isInstanceOfSatisfying(InvalidInputException.class, e -> message[0] = e.getMessage());
        assertThat(folder.resolve("never/train")).doesNotExist();
        return message[0];
    }

    private void prepare(String format, Path source, String output, String... settings) throws IOException {
        Preparation.run(spark, Prepared.settings(format, source, folder.resolve(output), settings));
    }
}
