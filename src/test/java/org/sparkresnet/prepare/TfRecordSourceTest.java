package org.sparkresnet.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.shard.Content;
import org.sparkresnet.shard.ShardRecord;

class TfRecordSourceTest extends SparkTest {
    private static final String OFFSET = "prepare.tfrecord.label-offset=1";

    private Path source;
    /** What the shards must hold, by split; labels and bytes as the test chose them. */
    private final Map<String, List<ShardRecord>> expected = new LinkedHashMap<>();

    /** Files as TensorFlow's script for ImageNet calls them, labels from 1, sizes that differ. */
    @BeforeEach
    void writeSource() throws IOException {
        source = folder.resolve("source");
        write("train", 3, 11);
        write("validation", 2, 5);
    }

    private void write(String split, int files, int records) throws IOException {
        List<ShardRecord> all = new ArrayList<>();
        int written = 0;
        for (int file = 0; file < files; file++) {
            String name = "%s-%05d-of-%05d".formatted(split, file, files);
            List<byte[]> examples = new ArrayList<>();
            for (int i = 0; i < (file == 0 ? records - 2 * (files - 1) : 2); i++) {
                String format = written % 2 == 0 ? "jpg" : "png";
                byte[] picture = PictureFolders.picture(format, 4 + written, 20 - written, written);
                int label = written % 3;
                examples.add(example(picture, label + 1L));
                all.add(new ShardRecord("%s/%06d".formatted(name, i), label, Prepared.encoded(picture)));
                written++;
            }
            ForeignRecords.write(source.resolve(name), examples);
        }
        expected.put(split, all);
    }

    private static byte[] example(byte[] picture, long label) {
        Map<String, Object> features = new LinkedHashMap<>();
        features.put("image/colorspace", "RGB".getBytes(StandardCharsets.UTF_8));
        features.put("image/class/label", label);
        features.put("image/object/bbox/xmin", 0.5f);
        features.put("image/encoded", picture);
        features.put("image/class/text", null);
        return ForeignRecords.example(features);
    }

    @Test
    void everyRecordComesOutExactlyOnceAsItWentIn() throws Exception {
        prepare("out", OFFSET);
        for (String split : List.of("train", "validation")) {
            assertThat(Prepared.records(folder.resolve("out").resolve(split)))
                    .containsExactlyInAnyOrderElementsOf(expected.get(split));
        }
        assertThat(Prepared.manifest(folder.resolve("out/train")).classNames()).containsExactly("0", "1", "2");
        assertThat(Prepared.manifest(folder.resolve("out/train")).options())
                .containsEntry("format", "tfrecord")
                .containsEntry("image", "image/encoded")
                .containsEntry("label", "image/class/label")
                .containsEntry("label-offset", "1");
    }

    @Test
    void shardsDoNotDependOnTheNumberOfTasks() throws Exception {
        String[] settings = {OFFSET, "prepare.examples-per-shard=3", "prepare.hold-out=4", "prepare.tasks=1"};
        prepare("one", settings);
        for (int tasks : new int[] {3, 4}) {
            settings[3] = "prepare.tasks=" + tasks;
            prepare("tasks-" + tasks, settings);
            assertThat(Prepared.files(folder.resolve("tasks-" + tasks)))
                    .isEqualTo(Prepared.files(folder.resolve("one")));
        }
    }

    @Test
    void foldersOfSplitsGiveTheSameShards() throws Exception {
        prepare("expected", OFFSET);
        Path folders = folder.resolve("folders");
        for (String split : List.of("train", "validation")) {
            Path target = Files.createDirectories(folders.resolve(split.equals("train") ? split : "val"));
            for (Path file : files(split)) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
        Files.writeString(folders.resolve("train/README.md"), "passed over");
        Path original = source;
        source = folders;
        prepare("out", OFFSET);
        Map<String, String> found = Prepared.files(folder.resolve("out"));
        found.replaceAll((name, content) -> content.replace(folders.toString(), original.toString()));
        Map<String, String> expected = Prepared.files(folder.resolve("expected"));
        // The manifests name their sources.
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        found.keySet().removeIf(name -> name.endsWith("manifest.json.sha256"));
        expected.keySet().removeIf(name -> name.endsWith("manifest.json.sha256"));
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void classesHaveTheNamesOfTheFile() throws Exception {
        Path names = Files.writeString(folder.resolve("names.txt"), "cat\nhot dog\nowl\nunicorn\n");
        prepare("out", OFFSET, "prepare.tfrecord.class-names=\"" + names + "\"");
        assertThat(Prepared.manifest(folder.resolve("out/validation")).classNames())
                .containsExactly("cat", "hot dog", "owl", "unicorn");
        Files.writeString(names, "cat\ndog\n");
        assertThat(refusal(OFFSET, "prepare.tfrecord.class-names=\"" + names + "\""))
                .isEqualTo("train-00000-of-00003/000002: label 2, but " + names
                        + " names 2 classes, labels 0 to 1; mend prepare.tfrecord.class-names or prepare.tfrecord.label"
                        + " or prepare.tfrecord.label-offset");
        assertThat(refusal(OFFSET, "prepare.tfrecord.class-names=nowhere.txt"))
                .isEqualTo("prepare.tfrecord.class-names = nowhere.txt: no such file; mend the path");
    }

    @Test
    void rawPixelsOfStatedShapeAreTaken() throws Exception {
        Path raw = folder.resolve("raw");
        List<ShardRecord> records = new ArrayList<>();
        List<byte[]> examples = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            byte[] pixels = new byte[2 * 3 * 3];
            Arrays.fill(pixels, (byte) (30 * i));
            pixels[0] = (byte) i;
            examples.add(ForeignRecords.example(Map.of("pixels", pixels, "class", (long) (i % 2))));
            records.add(new ShardRecord("digits.tfrecords/%06d".formatted(i), i % 2, new Content.Raw(2, 3, 3, pixels)));
        }
        ForeignRecords.write(raw.resolve("digits.tfrecords"), examples);
        source = raw;
        String[] settings = {
            "prepare.tfrecord.shape=[2, 3, 3]", "prepare.tfrecord.image=pixels", "prepare.tfrecord.label=class"
        };
        prepare("out", settings);
        assertThat(Prepared.records(folder.resolve("out/train"))).containsExactlyInAnyOrderElementsOf(records);
        assertThat(Prepared.manifest(folder.resolve("out/train")).pictures().pixelMean())
                .hasSize(18);
        settings[0] = "prepare.tfrecord.shape=[2, 3, 1]";
        assertThat(refusal(settings))
                .isEqualTo(raw + "/digits.tfrecords: record 0 at offset 0 has 18 bytes of pixels,"
                        + " prepare.tfrecord.shape = [2, 3, 1] has 6; mend that setting");
    }

    @Test
    void ourOwnShardsCanBeASource() throws Exception {
        prepare("first", OFFSET);
        Path shards = folder.resolve("first");
        source = shards;
        prepare("second");
        assertThat(Prepared.records(folder.resolve("second/train")))
                .extracting(ShardRecord::content)
                .containsExactlyInAnyOrderElementsOf(
                        expected.get("train").stream().map(ShardRecord::content).toList());
    }

    @Test
    void badPicturesCountAgainstTheShare() throws Exception {
        ForeignRecords.write(
                source.resolve("train-00001-of-00003"),
                List.of(example(new byte[] {1, 2}, 1), example(new byte[0], 1)));
        assertThat(refusal(OFFSET))
                .isEqualTo(source + " (train): 2 of 11 pictures are bad, prepare.bad-share allows 0:"
                        + " train-00001-of-00003/000000 (neither JPEG nor PNG nor BMP), train-00001-of-00003/000001 (empty file);"
                        + " mend them or take them out, or raise prepare.bad-share");
        prepare("out", OFFSET, "prepare.bad-share=0.2");
        assertThat(folder.resolve("out/train/bad-pictures.txt"))
                .hasContent("train-00001-of-00003/000000\tneither JPEG nor PNG nor BMP\n"
                        + "train-00001-of-00003/000001\tempty file\n");
    }

    @Test
    void damagedAndTruncatedFilesAreNamed() throws Exception {
        Path file = source.resolve("train-00002-of-00003");
        byte[] sound = Files.readAllBytes(file);
        byte[] damaged = sound.clone();
        damaged[sound.length - 100] ^= 1;
        Files.write(file, damaged);
        assertThat(refusal(OFFSET))
                .startsWith(file + ": record 1 at offset ")
                .contains(" is damaged (")
                .endsWith("; copy the file again, or take it out of prepare.source");
        Files.write(file, Arrays.copyOf(sound, sound.length - 1));
        assertThat(refusal(OFFSET))
                .startsWith(file + ": record 1 at offset ")
                .contains("the file ends within it, at byte " + (sound.length - 1));
    }

    @Test
    void compressedFilesAreToldApartFromDamagedOnes() throws Exception {
        Path file = source.resolve("train-00000-of-00003");
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(Files.readAllBytes(file));
        }
        Files.write(file, compressed.toByteArray());
        assertThat(refusal(OFFSET))
                .isEqualTo(file + ": compressed with gzip, which cannot be entered in the middle; uncompress it first");
    }

    @Test
    void wrongFeaturesAreNamedWithThoseThatAreThere() {
        assertThat(refusal("prepare.tfrecord.image=image/bytes"))
                .matches(".*/train-0000.-of-00003: record 0 at offset 0 has no feature image/bytes \\(it has"
                        + " image/class/label, image/class/text, image/colorspace, image/encoded,"
                        + " image/object/bbox/xmin\\); mend prepare.tfrecord.image");
        assertThat(refusal("prepare.tfrecord.label=image/colorspace"))
                .contains(" has a feature image/colorspace that holds bytes, expected one value of whole numbers;"
                        + " mend prepare.tfrecord.label");
        assertThat(refusal("prepare.tfrecord.label=image/class/text"))
                .contains(" has a feature image/class/text that holds nothing, expected");
        assertThat(refusal("prepare.tfrecord.label-offset=2"))
                .contains(" has the label 1, which, less prepare.tfrecord.label-offset = 2, is no index of a class;");
    }

    @Test
    void whatIsNoExampleIsNamed() throws Exception {
        Path file = ForeignRecords.write(
                source.resolve("train-00000-of-00003"), List.of("some text".getBytes(StandardCharsets.UTF_8)));
        assertThat(refusal(OFFSET))
                .startsWith(file + ": record 0 at offset 0 has no tf.train.Example in it (")
                .endsWith("); prepare.format = tfrecord reads nothing else");
    }

    @Test
    void filesWithoutRecordsAreNamed() throws Exception {
        for (Path file : files("train")) {
            Files.write(file, new byte[0]);
        }
        assertThat(refusal(OFFSET))
                .isEqualTo(source + "/train-00000-of-00003: no record in this file nor in others of its split;"
                        + " complete prepare.source");
    }

    private List<Path> files(String split) throws IOException {
        try (Stream<Path> files = Files.list(source)) {
            return files.filter(file -> file.getFileName().toString().startsWith(split))
                    .sorted()
                    .toList();
        }
    }

    private String refusal(String... settings) {
        String[] message = new String[1];
        assertThatThrownBy(() -> prepare("never", settings))
                .isInstanceOfSatisfying(InvalidInputException.class, e -> message[0] = e.getMessage());
        assertThat(folder.resolve("never/train")).doesNotExist();
        return message[0];
    }

    private void prepare(String output, String... settings) throws IOException {
        Preparation.run(spark, Prepared.settings("tfrecord", source, folder.resolve(output), settings));
    }
}
