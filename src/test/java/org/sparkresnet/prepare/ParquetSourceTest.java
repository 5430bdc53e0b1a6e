package org.sparkresnet.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.shard.Content;
import org.sparkresnet.shard.ShardRecord;

class ParquetSourceTest extends SparkTest {
    private static final String[] CLASSES = {"cat", "dog", "owl"};

    private Path source;

    @BeforeEach
    void writeSource() throws IOException {
        source = folder.resolve("source");
        write("train-00000-of-00002.parquet", 0, 9, CLASSES);
        write("train-00001-of-00002.parquet", 9, 13, CLASSES);
        write("validation-00000-of-00001.parquet", 13, 19, CLASSES);
    }

    private Path write(String name, int from, int to, String... classes) throws IOException {
        List<Group> rows = new ArrayList<>();
        for (int i = from; i < to; i++) {
            rows.add(row(PictureFolders.picture(i % 2 == 0 ? "jpg" : "png", 5 + i, 30 - i, i), i * 7L % 3));
        }
        return ParquetFiles.write(source.resolve(name), ParquetFiles.HUGGING_FACE, ParquetFiles.names(classes), rows);
    }

    private static Group row(byte[] picture, Long label) {
        Group row = new SimpleGroup(ParquetFiles.HUGGING_FACE);
        if (picture != null) {
            row.addGroup("image")
                    .append("bytes", Binary.fromConstantByteArray(picture))
                    .append("path", "a.jpg");
        }
        if (label != null) {
            row.append("label", label);
        }
        return row;
    }

    /** What Spark SQL reads, by file and number of the row. */
    private List<ShardRecord> plainRecords(String split) throws IOException {
        List<ShardRecord> records = new ArrayList<>();
        SparkSession session = SparkSession.builder().sparkContext(spark.sc()).getOrCreate();
        for (Path file : files(split)) {
            List<Row> rows = session.read()
                    .parquet(file.toString())
                    .select("image.bytes", "label")
                    .coalesce(1)
                    .collectAsList();
            for (int i = 0; i < rows.size(); i++) {
                Content content = Prepared.encoded(rows.get(i).getAs(0));
                records.add(new ShardRecord(
                        "%s/%06d".formatted(file.getFileName(), i),
                        (int) rows.get(i).getLong(1),
                        content));
            }
        }
        return records;
    }

    @Test
    void everyRowComesOutExactlyOnceAsSparkReadsIt() throws Exception {
        prepare("out");
        List<ShardRecord> training = plainRecords("train");
        assertThat(training).hasSize(13);
        assertThat(Prepared.records(folder.resolve("out/train"))).containsExactlyInAnyOrderElementsOf(training);
        assertThat(Prepared.records(folder.resolve("out/validation")))
                .containsExactlyInAnyOrderElementsOf(plainRecords("validation"));
        assertThat(Prepared.manifest(folder.resolve("out/train")).classNames()).containsExactly(CLASSES);
        assertThat(Prepared.manifest(folder.resolve("out/train")).options())
                .containsEntry("format", "parquet")
                .containsEntry("image", "image.bytes")
                .containsEntry("label", "label");
    }

    @Test
    void filesHaveSeveralGroupsOfRows() throws Exception {
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(
                new org.apache.hadoop.fs.Path(files("train").get(0).toString()), new Configuration()))) {
            assertThat(reader.getRowGroups()).hasSizeGreaterThan(2);
        }
    }

    @Test
    void shardsDoNotDependOnTheNumberOfTasks() throws Exception {
        String[] settings = {"prepare.examples-per-shard=3", "prepare.hold-out=4", "prepare.tasks=1"};
        prepare("one", settings);
        for (int tasks : new int[] {3, 4}) {
            settings[2] = "prepare.tasks=" + tasks;
            prepare("tasks-" + tasks, settings);
            assertThat(Prepared.files(folder.resolve("tasks-" + tasks)))
                    .isEqualTo(Prepared.files(folder.resolve("one")));
        }
    }

    @Test
    void flatColumnsOfOtherNamesAreRead() throws Exception {
        MessageType schema = MessageTypeParser.parseMessageType(
                "message pictures { required binary jpeg; required int32 class; required binary note (STRING); }");
        byte[] picture = PictureFolders.picture("png", 6, 7, 1);
        Group row = new SimpleGroup(schema)
                .append("jpeg", Binary.fromConstantByteArray(picture))
                .append("class", 1)
                .append("note", "x");
        source = folder.resolve("flat");
        ParquetFiles.write(source.resolve("part-0.parquet"), schema, Map.of(), List.of(row));
        String[] columns = {
            "prepare.parquet.image=jpeg", "prepare.parquet.label=class", "prepare.parquet.label-offset=1"
        };
        prepare("out", columns);
        assertThat(Prepared.records(folder.resolve("out/train")))
                .containsExactly(new ShardRecord("part-0.parquet/000000", 0, Prepared.encoded(picture)));
        assertThat(Prepared.manifest(folder.resolve("out/train")).classNames()).containsExactly("0");

        columns[0] = "prepare.parquet.image=note";
        assertThat(refusal(columns))
                .isEqualTo(source + "/part-0.parquet: column note holds BINARY (STRING), expected bytes; mend"
                        + " prepare.parquet.image");
        columns[0] = "prepare.parquet.image=jpeg";
        columns[1] = "prepare.parquet.label=note";
        assertThat(refusal(columns)).contains(": column note holds BINARY (STRING), expected whole numbers;");
    }

    @Test
    void missingColumnsAreNamedWithThoseThatAreThere() {
        assertThat(refusal("prepare.parquet.image=picture"))
                .isEqualTo(source + "/train-00000-of-00002.parquet: no column picture (it has image.bytes, image.path,"
                        + " label); mend prepare.parquet.image");
        assertThat(refusal("prepare.parquet.label=label.fine")).contains(": no column label.fine (it has ");
        assertThat(refusal("prepare.parquet.image=image"))
                .contains(": column image has parts (image.bytes, image.path); choose one of them in"
                        + " prepare.parquet.image");
    }

    @Test
    void listsAreRefused() throws Exception {
        MessageType schema =
                MessageTypeParser.parseMessageType("message lists { repeated binary image; required int64 label; }");
        source = folder.resolve("lists");
        ParquetFiles.write(
                source.resolve("a.parquet"), schema, Map.of(), List.of(new SimpleGroup(schema).append("label", 1L)));
        assertThat(refusal("prepare.parquet.image=image"))
                .isEqualTo(source + "/a.parquet: column image holds lists, expected one value a row; mend"
                        + " prepare.parquet.image");
    }

    @Test
    void namesOfTheFileGoOverThoseOfTheMetadata() throws Exception {
        Path names = Files.writeString(folder.resolve("names.txt"), "a\nb\nc\nd\n");
        prepare("out", "prepare.parquet.class-names=\"" + names + "\"");
        assertThat(Prepared.manifest(folder.resolve("out/validation")).classNames())
                .containsExactly("a", "b", "c", "d");
    }

    @Test
    void labelsOutOfRangeAndOtherNamesAreSentences() throws Exception {
        write("validation-00000-of-00001.parquet", 13, 19, "cat", "dog", "lynx");
        assertThat(refusal())
                .isEqualTo(source + "/validation-00000-of-00001.parquet: names other classes than " + source
                        + "/train-00000-of-00002.parquet; take one of them out of prepare.source, or name the classes"
                        + " with prepare.parquet.class-names");
        for (Path file : files("")) {
            Files.delete(file);
        }
        write("train.parquet", 0, 9, "cat", "dog");
        assertThat(refusal())
                .isEqualTo("train.parquet/000002: label 2, but " + source
                        + "/train.parquet names 2 classes, labels 0 to 1; mend prepare.parquet.class-names or"
                        + " prepare.parquet.label or prepare.parquet.label-offset");
        assertThat(refusal("prepare.parquet.label-offset=1"))
                .isEqualTo(source + "/train.parquet: row 0 has the label 0, which, less prepare.parquet.label-offset ="
                        + " 1, is no index of a class; mend that setting or prepare.parquet.label");
    }

    @Test
    void aRowWithoutLabelIsNamed() throws Exception {
        byte[] picture = PictureFolders.picture("png", 6, 7, 1);
        Path file = ParquetFiles.write(
                source.resolve("train-00001-of-00002.parquet"),
                ParquetFiles.HUGGING_FACE,
                Map.of(),
                List.of(row(picture, 0L), row(picture, 1L), row(picture, null)));
        assertThat(refusal())
                .isEqualTo(file + ": row 2 has no label; take the row out, or choose another column in"
                        + " prepare.parquet.label");
    }

    @Test
    void rowsWithoutSoundPicturesCountAgainstTheShare() throws Exception {
        ParquetFiles.write(
                source.resolve("train-00001-of-00002.parquet"),
                ParquetFiles.HUGGING_FACE,
                Map.of(),
                List.of(row(null, 0L), row(new byte[] {1, 2}, 1L), row(PictureFolders.picture("png", 6, 7, 1), 2L)));
        assertThat(refusal())
                .isEqualTo(source + " (train): 2 of 12 pictures are bad, prepare.bad-share allows 0:"
                        + " train-00001-of-00002.parquet/000000 (empty file), train-00001-of-00002.parquet/000001"
                        + " (neither JPEG nor PNG nor BMP); mend them or take them out, or raise prepare.bad-share");
        prepare("out", "prepare.bad-share=0.2");
        assertThat(Prepared.records(folder.resolve("out/train"))).hasSize(10);
        assertThat(folder.resolve("out/train/bad-pictures.txt"))
                .hasContent("train-00001-of-00002.parquet/000000\tempty file\n"
                        + "train-00001-of-00002.parquet/000001\tneither JPEG nor PNG nor BMP\n");
    }

    @Test
    void damagedFilesAreNamed() throws Exception {
        Path file = files("train").get(1);
        byte[] sound = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(sound, sound.length - 1));
        assertThat(refusal()).startsWith(file + ": no sound Parquet file (").endsWith("take it out of prepare.source");
        Files.write(file, new byte[] {1, 2, 3});
        assertThat(refusal()).startsWith(file + ": no sound Parquet file (");
        byte[] damaged = sound.clone();
        Arrays.fill(damaged, 4, 104, (byte) 0);
        Files.write(file, damaged);
        assertThat(refusal()).startsWith(file + ": no sound Parquet file in its group of rows ");
    }

    @Test
    void classesCanBeChosen() throws Exception {
        prepare("out", "prepare.classes=[owl, cat]");
        assertThat(Prepared.manifest(folder.resolve("out/train")).classNames()).containsExactly("cat", "owl");
        Map<String, Integer> expected = new TreeMap<>();
        for (int i = 0; i < 13; i++) {
            if (i * 7 % 3 != 1) {
                String file = i < 9 ? "train-00000-of-00002.parquet" : "train-00001-of-00002.parquet";
                expected.put("%s/%06d".formatted(file, i < 9 ? i : i - 9), i * 7 % 3 == 0 ? 0 : 1);
            }
        }
        Map<String, Integer> found = new TreeMap<>();
        Prepared.records(folder.resolve("out/train")).forEach(record -> found.put(record.name(), record.label()));
        assertThat(found).isEqualTo(expected);
    }

    private List<Path> files(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(source)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix)
                            && file.getFileName().toString().endsWith(".parquet"))
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
        Preparation.run(spark, Prepared.settings("parquet", source, folder.resolve(output), settings));
    }
}
