package org.sparkresnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkresnet.prepare.CifarFiles;
import org.sparkresnet.prepare.ImageNetFiles;
import org.sparkresnet.prepare.ImageNetTables;

/** The commands of data-prep/README.md, word for word but for /data and the number held out, on sources in miniature. */
class DataPrepReadmeTest {
    private static final Map<String, List<Program.Result>> PREPARED = new HashMap<>();

    @TempDir
    private static Path data;

    @BeforeAll
    static void writeSources() throws IOException {
        System.setProperty("spark.ui.enabled", "false");
        ImageNetFiles images = ImageNetFiles.small();
        images.writeArchives(data.resolve("imagenet"));
        images.writeKaggle(data.resolve("kaggle"));
        images.writeWebDataset(data.resolve("web"));
        ImageNetTables.writeTfRecord(images, data.resolve("records"));
        ImageNetTables.writeParquet(images, data.resolve("tables"));
        images.writeFolders(data.resolve("pictures"));
        CifarFiles.writeArchives(data);
    }

    @ParameterizedTest
    @CsvSource({
        "ImageNet, '37 records, 6 classes', '14 records, 6 classes'",
        "ImageNet from Kaggle, '37 records, 6 classes', '14 records, 6 classes'",
        "WebDataset, '37 records, 6 classes', '14 records, 6 classes'",
        "TFRecord, '37 records, 6 classes', '14 records, 6 classes'",
        "Parquet, '37 records, 6 classes', '14 records, 6 classes'",
        "Folders of pictures, '37 records, 6 classes', '14 records, 6 classes'",
        "Holding out a part of the training set, '25 records, 3 classes', ' 5 records, 3 classes'",
        "'Some classes, other sizes, expected counts', '13 records, 2 classes', ' 4 records, 2 classes'",
        "'The sample: nothing to download', '6000 records, 10 classes', '1000 records, 10 classes'"
    })
    void preparationsSucceed(String section, String training, String validation) throws IOException {
        List<Program.Result> results = prepared(section);
        assertThat(results).isNotEmpty();
        for (Program.Result result : results) {
            assertThat(result.code()).as(result.errors()).isZero();
            assertThat(result.output()).contains(training).contains(validation);
        }
    }

    @Test
    void preparationsOfCifarSucceed() throws IOException {
        List<Program.Result> results = prepared("CIFAR-10 and CIFAR-100");
        assertThat(results).hasSize(2).allSatisfy(result -> assertThat(result.code())
                .as(result.errors())
                .isZero());
        assertThat(results.get(0).output()).contains(" 30 records, 3 classes").contains(" 6 records, 3 classes");
        assertThat(results.get(1).output()).contains(" 12 records, 5 classes").contains(" 7 records, 5 classes");
    }

    @Test
    void verificationsFindSoundShardsAndArchivesOfOnesOwn() throws IOException {
        prepared("Parquet");
        prepared("ImageNet");
        List<Program.Result> results = prepared("Checking shards that are there");
        assertThat(results).hasSize(2);
        assertThat(results.get(0).code()).as(results.get(0).errors()).isZero();
        assertThat(results.get(0).output()).contains("sound: 37 records, 6 classes");
        assertThat(results.get(1).code()).isEqualTo(2);
        assertThat(results.get(1).errors())
                .contains("3 faults:")
                .contains("ILSVRC2012_img_train.tar: has MD5 ")
                .contains(", expected 1d675b47d978889d74fa0da5fadfb00e; download it again");
    }

    /** What the program answers to the commands of a section, which are run once. */
    private static List<Program.Result> prepared(String section) throws IOException {
        List<Program.Result> known = PREPARED.get(section);
        if (known != null) {
            return known;
        }
        List<Program.Result> results = new ArrayList<>();
        for (String command : commands(section)) {
            if (command.startsWith("submit/local.sh prepare ")) {
                String words = command.substring("submit/local.sh ".length());
                Said said = bash("for word in " + words + "; do echo \"$word\"; done");
                results.add(Program.run(said.output().lines().toArray(String[]::new)));
            }
        }
        PREPARED.put(section, results);
        return results;
    }

    @Test
    void scriptOfImageNetTellsOtherArchivesAndLooksAtHeadersAlone() throws IOException {
        Said verified = script("ImageNet");
        assertThat(verified.code()).isEqualTo(2);
        assertThat(verified.output())
                .startsWith("imagenet.sh: " + data.resolve("imagenet/ILSVRC2012_img_train.tar") + " has MD5 ")
                .endsWith(", expected 1d675b47d978889d74fa0da5fadfb00e; fetch it again from"
                        + " https://image-net.org/download-images.php\n");
        Said looked = bash("data-prep/imagenet.sh --no-sums " + data.resolve("imagenet"));
        assertThat(looked.code()).as(looked.output()).isZero();
        assertThat(looked.output())
                .contains("three archives, their sums were not compared")
                .contains(" MB free.")
                .contains("prepare.format=imagenet prepare.source=" + data.resolve("imagenet"));
        Said missing = bash("data-prep/imagenet.sh " + data.resolve("kaggle"));
        assertThat(missing.output()).contains("no ILSVRC2012_img_train.tar in it; fetch it from");
    }

    @Test
    void scriptOfKaggleCounts() throws IOException {
        Said said = script("ImageNet from Kaggle");
        assertThat(said.code()).as(said.output()).isZero();
        assertThat(said.output())
                .contains("37 training and 14 validation pictures in 6 classes")
                .contains("That is not the whole of ImageNet")
                .contains("prepare.format=kaggle-imagenet prepare.source=" + data.resolve("kaggle"));
    }

    @Test
    void scriptOfWebDatasetTellsKinds() throws IOException {
        Said said = script("WebDataset");
        assertThat(said.code()).as(said.output()).isZero();
        assertThat(said.output())
                .contains("web/train: 6 archives; the first holds 7 cls, 7 jpg, 7 json")
                .contains("web/val: 2 archives; the first holds 7 cls, 7 jpg, 7 json");
    }

    @Test
    void scriptsOfTablesCountFiles() throws IOException {
        Said records = script("TFRecord");
        assertThat(records.code()).as(records.output()).isZero();
        assertThat(records.output())
                .startsWith(data + "/records: 2 files of train\n" + data + "/records: 1 files of validation\n");
        Said tables = script("Parquet");
        assertThat(tables.code()).as(tables.output()).isZero();
        assertThat(tables.output())
                .startsWith(data + "/tables: 1 files of train\n" + data + "/tables: 1 files of validation\n");
    }

    @Test
    void scriptsOfTablesTellOtherFiles() throws IOException {
        Path others = Files.createDirectories(data.resolve("others"));
        Files.writeString(others.resolve("train-00000-of-00001"), "this is no file of records");
        assertThat(bash("data-prep/tfrecord.sh " + others).output())
                .isEqualTo("tfrecord.sh: " + others
                        + "/train-00000-of-00001: no TFRecord file, or cut short; fetch it again\n");
        Files.write(others.resolve("train-00000-of-00001"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 1, 2, 3});
        assertThat(bash("data-prep/tfrecord.sh " + others).output()).contains(": compressed with gzip; uncompress it");
        Files.writeString(others.resolve("train.parquet"), "PAR1 and more");
        Said parquet = bash("data-prep/parquet.sh " + others);
        assertThat(parquet.code()).isEqualTo(2);
        assertThat(parquet.output())
                .isEqualTo("parquet.sh: " + others + "/train.parquet: no Parquet file, or cut short; fetch it again\n");
    }

    private static Said script(String section) throws IOException {
        return bash(commands(section).get(0));
    }

    /** Commands of a section, with the lines that continue them. */
    private static List<String> commands(String section) throws IOException {
        String text = Files.readString(Path.of("data-prep/README.md"));
        String part = text.substring(text.indexOf("\n## " + section + "\n") + 4).split("\n## ")[0];
        return part.replaceAll("\\\\\n *", "")
                .lines()
                .filter(line -> line.startsWith("    "))
                .map(line -> line.strip().replace("/data/", data + "/").replace("hold-out=5000", "hold-out=5"))
                .toList();
    }

    private record Said(int code, String output) {}

    private static Said bash(String command) throws IOException {
        Process process = new ProcessBuilder("bash", "-c", command)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        try {
            return new Said(process.waitFor(), output);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
