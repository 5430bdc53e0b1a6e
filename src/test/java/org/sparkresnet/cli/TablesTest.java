package org.sparkresnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.sparkresnet.prepare.ImageNetFiles;
import org.sparkresnet.prepare.ImageNetTables;
import org.sparkresnet.shard.ShardFolder;
import org.sparkresnet.storage.SmallHdfs;

/** From TFRecord and Parquet over shards to errors: what a network learns from crops of photographs are right labels. */
@Tag("cluster")
class TablesTest {
    @RegisterExtension
    private static final SmallHdfs HDFS = new SmallHdfs();

    @TempDir
    private static Path folder;

    private static ImageNetFiles images;

    @BeforeAll
    static void makePictures() throws IOException {
        System.setProperty("spark.ui.enabled", "false");
        SmallHdfs.settings().forEach((key, value) -> System.setProperty("spark.hadoop." + key, value));
        images = ImageNetFiles.small();
    }

    @AfterAll
    static void forgetSparkSettings() {
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("spark."))
                .forEach(System::clearProperty);
    }

    @Test
    void networkLearnsFromTfRecordAndShardsOnHdfsAreTheSame() throws IOException {
        Path source = ImageNetTables.writeTfRecord(images, folder.resolve("tfrecord"));
        String[] format = {"prepare.format=tfrecord", "prepare.tfrecord.label-offset=1"};
        String here = folder + "/tfrecord-out";
        succeed(prepare(source.toString(), here, format));
        trainAndEvaluate(here);
        assertLearned(here);

        HDFS.upload(source, "/tfrecord");
        String there = HDFS.uri("/tfrecord-out");
        succeed(prepare(HDFS.uri("/tfrecord"), there, format));
        succeed("prepare", "prepare.verify=true", "prepare.output=" + there + "/data");
        for (String split : List.of("train", "validation")) {
            assertThat(checksum(there + "/data/" + split)).isEqualTo(checksum(here + "/data/" + split));
        }
    }

    /** That of the manifest, with those of all shards in it. */
    private static String checksum(String shards) {
        return ShardFolder.open(shards, SmallHdfs.client()).manifest().checksum();
    }

    @Test
    void networkLearnsFromParquet() throws IOException {
        Path source = ImageNetTables.writeParquet(images, folder.resolve("parquet"));
        String output = folder + "/parquet-out";
        succeed(prepare(
                source.toString(),
                output,
                "prepare.format=parquet",
                "prepare.resize={ shorter-side = 30, quality = 90 }"));
        trainAndEvaluate(output);
        assertLearned(output);
        assertThat(Files.readString(Path.of(output, "data/train/manifest.json")))
                .contains("\"" + ImageNetFiles.wnids().get(5) + "\"")
                .contains("\"resize-shorter-side\" : \"30\"");
        verificationFindsAFlippedByte(Path.of(output, "data"));
    }

    private static void verificationFindsAFlippedByte(Path data) throws IOException {
        String[] words = {"prepare", "prepare.verify=true", "prepare.output=" + data};
        Program.Result sound = Program.run(words);
        assertThat(sound.code()).as(sound.errors()).isZero();
        assertThat(sound.output()).contains("sound: 37 records, 6 classes, 4 shards");
        Path shard = data.resolve("train/part-00002-of-00004.tfrecord");
        byte[] bytes = Files.readAllBytes(shard);
        bytes[bytes.length / 2] ^= 4;
        Files.write(shard, bytes);
        Program.Result damaged = Program.run(words);
        assertThat(damaged.code()).isEqualTo(2);
        assertThat(damaged.errors().strip()).startsWith(shard + ": record ").hasLineCount(1);
    }

    private static void assertLearned(String output) throws IOException {
        assertThat(Double.parseDouble(Program.value(Path.of(output, "run/summary.json"), "top1Error")))
                .isLessThan(25);
        assertThat(Program.value(Path.of(output, "run/evaluation.json"), "examples"))
                .isEqualTo("14");
        assertThat(Program.value(Path.of(output, "run/evaluation.json"), "top1Error"))
                .isEqualTo(Program.value(Path.of(output, "run/summary.json"), "top1Error"));
    }

    private static String[] prepare(String source, String output, String... settings) {
        List<String> words = new ArrayList<>(List.of(
                "prepare",
                "prepare.source=" + source,
                "prepare.output=" + output + "/data",
                "prepare.examples-per-shard=10",
                "prepare.expect={ train = 37, validation = 14, classes = 6 }"));
        words.addAll(List.of(settings));
        return words.toArray(String[]::new);
    }

    private static void trainAndEvaluate(String output) {
        succeed(words("train", output));
        succeed(words("evaluate", output));
    }

    private static String[] words(String command, String output) {
        return new String[] {
            command,
            "run.output=" + output + "/run",
            "run.length=12ep",
            "run.evaluate-every=12ep",
            "run.checkpoint-every=12ep",
            "data.train=" + output + "/data/train",
            "data.validation=" + output + "/data/validation",
            "data.lanes=2",
            "data.micro-batch=9",
            "augment.train=[{ type = random-resized-crop, size = 24, area = [0.5, 1], aspect = [0.75, 1.33] },"
                    + " { type = flip, probability = 0.5 }]",
            "augment.validation=[{ type = resize, shorter-side = 26 }, { type = center-crop, size = 24 }]",
            "model.depth=8",
            "schedule.type=cosine",
            "schedule.reference-batch=18"
        };
    }

    private static void succeed(String... words) {
        Program.Result result = Program.run(words);
        assertThat(result.code()).as(result.errors()).isZero();
    }
}
