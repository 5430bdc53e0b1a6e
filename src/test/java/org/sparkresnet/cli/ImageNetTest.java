package org.sparkresnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.sparkresnet.prepare.ImageNetFiles;
import org.sparkresnet.storage.SmallHdfs;

/** From every layout of ImageNet over shards to errors: what a network learns from crops of photographs are right labels. */
@Tag("cluster")
class ImageNetTest {
    @RegisterExtension
    private static final SmallHdfs HDFS = new SmallHdfs();

    @TempDir
    private static Path folder;

    private static ImageNetFiles images;
    /** Of the run on the official archives. */
    private static String expected;

    @BeforeAll
    static void trainOnTheOfficialArchives() throws IOException {
        System.setProperty("spark.ui.enabled", "false");
        SmallHdfs.settings().forEach((key, value) -> System.setProperty("spark.hadoop." + key, value));
        images = ImageNetFiles.small();
        images.writeArchives(folder.resolve("imagenet"));
        expected = trained("imagenet", folder.resolve("imagenet").toString(), folder + "/official");
        assertThat(Double.parseDouble(Program.value(folder.resolve("official/run/summary.json"), "top1Error")))
                .isLessThan(25);
    }

    @AfterAll
    static void forgetSparkSettings() {
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("spark."))
                .forEach(System::clearProperty);
    }

    @Test
    void evaluationCountsTheErrorsOfTraining() throws IOException {
        succeed(words("evaluate", folder + "/official"));
        Path file = folder.resolve("official/run/evaluation.json");
        assertThat(Program.value(file, "examples")).isEqualTo("14");
        assertThat(Program.value(file, "top1Error"))
                .isEqualTo(Program.value(folder.resolve("official/run/summary.json"), "top1Error"));
    }

    @Test
    void archivesOnHdfsGiveTheSameBits() throws IOException {
        HDFS.upload(folder.resolve("imagenet"), "/imagenet");
        String there = HDFS.uri("/imagenet-out");
        succeed(prepare("imagenet", HDFS.uri("/imagenet"), there));
        succeed(words("train", there));
        succeed(words("evaluate", there));
        assertThat(new String(HDFS.read("/imagenet-out/run/summary.json"), StandardCharsets.UTF_8))
                .contains(expected);
        assertThat(new String(HDFS.read("/imagenet-out/run/evaluation.json"), StandardCharsets.UTF_8))
                .contains("\"examples\" : 14");
    }

    @Test
    void layoutOfKaggleGivesTheSameBits() throws IOException {
        images.writeKaggle(folder.resolve("kaggle"));
        assertThat(trained("kaggle-imagenet", folder.resolve("kaggle").toString(), folder + "/kaggle-out"))
                .isEqualTo(expected);
    }

    /** Its records have other names, so another order. */
    @Test
    void networkLearnsFromWebDataset() throws IOException {
        images.writeWebDataset(folder.resolve("web"));
        trained("webdataset", folder.resolve("web").toString(), folder + "/web-out");
        assertThat(Double.parseDouble(Program.value(folder.resolve("web-out/run/summary.json"), "top1Error")))
                .isLessThan(25);
    }

    /** SHA-256 of the parameters. */
    private static String trained(String format, String source, String output) throws IOException {
        succeed(prepare(format, source, output));
        succeed(words("train", output));
        return Program.value(Path.of(output, "run/summary.json"), "parameterSha256");
    }

    private static String[] prepare(String format, String source, String output) {
        return new String[] {
            "prepare",
            "prepare.format=" + format,
            "prepare.source=" + source,
            "prepare.output=" + output + "/data",
            "prepare.examples-per-shard=10"
        };
    }

    private static String[] words(String command, String output) {
        return List.of(
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
                        "schedule.reference-batch=18")
                .toArray(String[]::new);
    }

    private static void succeed(String... words) {
        Program.Result result = Program.run(words);
        assertThat(result.code()).as(result.errors()).isZero();
    }
}
