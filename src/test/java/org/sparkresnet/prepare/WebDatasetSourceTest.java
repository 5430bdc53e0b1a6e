package org.sparkresnet.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.shard.ShardRecord;

class WebDatasetSourceTest extends SparkTest {
    private ImageNetFiles images;
    private Path source;

    @BeforeEach
    void writeArchives() throws IOException {
        images = ImageNetFiles.small();
        // What has a meaning in patterns has none in the path of the source.
        source = images.writeWebDataset(folder.resolve("web [x] {a,b}"));
    }

    @Test
    void everyPictureComesOutOnceWithItsLabel() throws Exception {
        prepare("out");
        assertThat(Prepared.records(folder.resolve("out/train")))
                .containsExactlyInAnyOrderElementsOf(records("train", images.training()));
        assertThat(Prepared.records(folder.resolve("out/validation")))
                .containsExactlyInAnyOrderElementsOf(records("val", images.validation()));
        assertThat(Prepared.manifest(folder.resolve("out/train")).classNames())
                .containsExactly("0", "1", "2", "3", "4", "5");
    }

    @Test
    void shardsDoNotDependOnTheNumberOfTasks() throws Exception {
        prepare("one", "prepare.tasks=1", "prepare.hold-out=4");
        for (int tasks : new int[] {3, 4}) {
            prepare("tasks-" + tasks, "prepare.tasks=" + tasks, "prepare.hold-out=4");
            assertThat(Prepared.files(folder.resolve("tasks-" + tasks)))
                    .isEqualTo(Prepared.files(folder.resolve("one")));
        }
    }

    @Test
    void classesAreNamedByAFile() throws Exception {
        Path classes = Files.write(folder.resolve("names.txt"), List.of("a", "b", "c", "d", "e", "f", "g"));
        prepare("out", "prepare.webdataset.class-names=" + classes);
        assertThat(Prepared.manifest(folder.resolve("out/train")).classNames())
                .containsExactly("a", "b", "c", "d", "e", "f", "g");
        Files.write(classes, List.of("a", "b", "c"));
        assertThatThrownBy(() -> prepare("other", "prepare.webdataset.class-names=" + classes))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageMatching("train/shard-00000[0-9].tar/n[0-9_]+.(jpg|JPEG): label 5, but \\Q" + classes
                        + "\\E names 3 classes, labels 0 to 2; mend prepare.webdataset.class-names or what KEY.cls"
                        + " holds");
        assertThatThrownBy(() -> prepare("other", "prepare.webdataset.class-names=nowhere.txt"))
                .hasMessage("prepare.webdataset.class-names = nowhere.txt: no such file; mend the path");
    }

    @Test
    void numbersThatCanBeNoClassesAreNamed() throws Exception {
        source = folder.resolve("other");
        writeNamed(source.resolve("train/1.tar"), "a.jpg a.cls=1048575");
        writeNamed(source.resolve("val/1.tar"), "b.jpg b.cls=1048576 c.jpg c.cls=1048576");
        assertThatThrownBy(() -> prepare("out"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("val/1.tar/b.jpg: label 1048576, which can be no class (there are at most 1048576); mend"
                        + " what KEY.cls holds");
    }

    @Test
    void archivesAreFoundByPatterns() throws Exception {
        prepare("out", "prepare.webdataset.train=*/shard-00000[12].tar", "prepare.webdataset.validation=nothing");
        assertThat(Prepared.records(folder.resolve("out/train"))).hasSize(7 + 7 + 7);
        assertThat(folder.resolve("out/validation")).doesNotExist();
        assertThatThrownBy(() -> prepare("other", "prepare.webdataset.train=x", "prepare.webdataset.validation=y"))
                .hasMessage(source + ": no file in it fits x or y; mend prepare.webdataset.train and"
                        + " prepare.webdataset.validation");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.jpg b.jpg b.cls|key a has jpg, expected one of jpg, jpeg and png, and cls; write it again",
                "a.cls a.webp|key a has cls, webp, expected one of jpg, jpeg and png, and cls; write it again",
                "a.cls a.jpg a.png|key a has cls, jpg, png, expected one of jpg, jpeg and png, and cls; write it again",
                "a.jpg b.cls b.jpg a.cls|the files of key a do not stand beside each other;"
                        + " write it again as WebDataset's TarWriter does, key by key",
                "a.jpg a.cls a.JPG|holds a.jpg twice; write it again as WebDataset's TarWriter does, key by key",
                "a.cls=cat a.jpg|a.cls in it holds \"cat\", expected the number of a class; write it again",
                "a.cls=-1 a.jpg|a.cls in it holds \"-1\", expected the number of a class; write it again"
            })
    void archivesOfAnotherFormAreNamed(String files, String sentence) throws Exception {
        Path archive = source.resolve("train/shard-000000.tar");
        writeNamed(archive, files);
        assertThatThrownBy(() -> prepare("out"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(archive + ": " + sentence);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void whatHasNoKeyIsPassedOver() throws Exception {
        source = folder.resolve("other");
        writeNamed(
                source.resolve("train/1.tar"),
                "._a.jpg README .hidden/x.jpg=x .hidden/x.cls=3 in/a.left.jpg in/a.png in/a.cls=0");
        prepare("out");
        assertThat(Prepared.records(folder.resolve("out/train")))
                .extracting(ShardRecord::name)
                .containsExactlyInAnyOrder("train/1.tar/.hidden/x.jpg", "train/1.tar/in/a.png");
        writeNamed(source.resolve("train/1.tar"), "README x.json");
        assertThatThrownBy(() -> prepare("out-2"))
                .hasMessage(source + ": no picture in its archives, expected files KEY.jpg, KEY.jpeg or KEY.png with"
                        + " KEY.cls; write them again, or mend prepare.source");
    }

    /** Files by their names; those of labels hold 0, or what follows a sign of equality. */
    private void writeNamed(Path archive, String files) throws IOException {
        Map<String, byte[]> members = new LinkedHashMap<>();
        for (String file : files.split(" ")) {
            String[] nameAndContent = (file + "=0").split("=");
            members.put(
                    nameAndContent[0],
                    nameAndContent[0].endsWith(".cls")
                            ? nameAndContent[1].getBytes(StandardCharsets.US_ASCII)
                            : images.training().get(0).bytes());
        }
        PictureFolders.write(archive, TarBytes.of(members));
    }

    private void prepare(String output, String... others) throws IOException {
        Preparation.run(spark, Prepared.settings("webdataset", source, folder.resolve(output), others));
    }

    /** By cutting the lists as the writer does. */
    private static List<ShardRecord> records(String split, List<ImageNetFiles.Picture> pictures) {
        return IntStream.range(0, pictures.size())
                .mapToObj(i -> new ShardRecord(
                        "%s/shard-%06d.tar/%s"
                                .formatted(
                                        split,
                                        i / 7,
                                        pictures.get(i).file().replace(".JPEG", i / 7 == 1 ? ".JPEG" : ".jpg")),
                        ImageNetFiles.wnids().indexOf(pictures.get(i).wnid()),
                        Prepared.encoded(pictures.get(i).bytes())))
                .toList();
    }
}
