package org.sparkresnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkresnet.shard.PictureFacts;

/** Training and evaluation on encoded pictures of different sizes, and what can be wrong with the recipe for them. */
class PhotographsTest {
    private static final String CROPS = "augment.train=[{ type = random-resized-crop, size = 16, area = [0.3, 1],"
            + " aspect = [0.75, 1.3333333333333333] }, { type = flip, probability = 0.5 }]";
    private static final String SCALES =
            "augment.train=[{ type = scale-and-crop, shorter-side = [16, 24], size = 16 }]";
    private static final String CENTER =
            "augment.validation=[{ type = resize, shorter-side = 18 }, { type = center-crop, size = 16 }]";
    private static final String NONE = "augment.train=[]";

    @TempDir
    private static Path shared;

    private static Path training;
    private static Path validation;

    @TempDir
    private Path folder;

    @BeforeAll
    static void writeShards() throws IOException {
        System.setProperty("spark.ui.enabled", "false");
        training = Photographs.write(shared.resolve("train"), 120, Photographs.FACTS);
        validation = Photographs.write(shared.resolve("validation"), 31, Photographs.FACTS);
    }

    @Test
    void networkLearnsAndAnyNumberOfWorkersGivesTheSameBits() throws IOException {
        Program.Result one = Program.run(words("train", "one", CROPS, CENTER));
        assertThat(one.code()).as(one.errors()).isZero();
        Program.Result two = Program.run(words("train", "two", CROPS, CENTER, "parallel.workers=2"));
        assertThat(two.code()).as(two.errors()).isZero();
        assertThat(summary("two", "parameterSha256")).isEqualTo(summary("one", "parameterSha256"));
        assertThat(Double.parseDouble(summary("one", "top1Error"))).isLessThan(40);

        Program.Result evaluation = Program.run(words("evaluate", "one", CENTER));
        assertThat(evaluation.code()).as(evaluation.errors()).isZero();
        Path file = folder.resolve("one/evaluation.json");
        assertThat(Program.value(file, "examples")).isEqualTo("31");
        assertThat(Program.value(file, "top1Error")).isEqualTo(summary("one", "top1Error"));
        assertThat(refusal(words("evaluate", "one", "augment.validation=[{ type = center-crop, size = 17 }]")))
                .contains("augment.validation: makes pictures of 3x17x17, ")
                .contains(" takes 3x16x16; end it with { type = center-crop, size = 16 }");
        assertThat(refusal(words("evaluate", "one", "augment.validation=[]")))
                .contains("augment.validation: makes pictures of different sizes, ");
    }

    @Test
    void scaleAugmentationOfThePaperRuns() throws IOException {
        Program.Result result = Program.run(words("train", "run", SCALES, CENTER, "run.length=2ba"));
        assertThat(result.code()).as(result.errors()).isZero();
    }

    @Test
    void picturesThatStayOfDifferentSizesAreReportedForBothSets() {
        assertThat(refusal(words("train", "run", NONE, "augment.validation=[{ type = resize, shorter-side = 18 }]")))
                .startsWith("2 problems")
                .contains(
                        ": its pictures differ in size; end augment.train with a crop, such as"
                                + " { type = random-resized-crop, size = 224, area = [0.08, 1], aspect = [0.75, 1.3333333333333333] }")
                .contains(": its pictures differ in size; end augment.validation with a crop, such as"
                        + " { type = center-crop, size = 224 }");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void validationOfAnotherSizeIsReportedWithTheSizeToTake() {
        assertThat(refusal(words("train", "run", CROPS, "augment.validation=[{ type = center-crop, size = 20 }]")))
                .contains("makes pictures of 3x20x20, augment.train makes 3x16x16;"
                        + " bring both to one size, for instance with { type = center-crop, size = 16 }");
    }

    @Test
    void picturesOfWhichNothingIsKnownCannotBeTrainedOn() throws IOException {
        Path unknown = Photographs.write(folder.resolve("unknown"), 40, PictureFacts.unknown());
        assertThat(refusal(words("train", "run", CROPS, CENTER, "data.train=" + unknown)))
                .contains("data.train = " + unknown)
                .contains("channels, mean and deviation of its pictures are not known; run prepare again");
    }

    private String[] words(String command, String run, String... settings) {
        List<String> words = new ArrayList<>(List.of(
                command,
                "run.output=" + folder.resolve(run),
                "run.length=5ep",
                "run.evaluate-every=5ep",
                "data.train=" + training,
                "data.validation=" + validation,
                "data.lanes=2",
                "data.micro-batch=15",
                "model.depth=8",
                "schedule.type=cosine",
                "schedule.reference-batch=30"));
        words.addAll(List.of(settings));
        return words.toArray(String[]::new);
    }

    private String summary(String run, String key) throws IOException {
        return Program.value(folder.resolve(run).resolve("summary.json"), key);
    }

    private static String refusal(String... words) {
        Program.Result result = Program.run(words);
        assertThat(result.code()).as(result.errors()).isEqualTo(2);
        assertThat(result.errors()).doesNotContain("\tat ");
        return result.errors().strip();
    }
}
