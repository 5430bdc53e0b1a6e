package org.sparkresnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every mistake of the person ends with exit code 2 and a clear sentence, and leaves nothing half-written. */
class BadInputTest {
    private static final int MISTAKE = 2;

    @TempDir
    private static Path shared;

    private static SampleData data;

    @TempDir
    private Path folder;

    @BeforeAll
    static void prepareData() {
        System.setProperty("spark.ui.enabled", "false");
        data = SampleData.prepare(shared.resolve("data"));
    }

    @BeforeEach
    void withoutPages() {
        System.setProperty("spark.ui.enabled", "false");
    }

    @Test
    void missingRecipe() {
        assertThat(refusal("train", "conf/no-such.conf"))
                .isEqualTo(
                        "recipe conf/no-such.conf: no such file; recipes lie in conf/, settings are given as key=value");
    }

    @Test
    void recipeThatIsNoText() throws IOException {
        Path recipe = Files.write(folder.resolve("recipe.conf"), new byte[] {(byte) 0xC3, 0x28, 0, 1});
        assertThat(refusal("train", recipe.toString())).contains("not a text in UTF-8");
    }

    @Test
    void recipeWithASyntaxErrorNamesTheLine() throws IOException {
        Path recipe = Files.writeString(folder.resolve("recipe.conf"), "spark-resnet {\n  run { length = ]\n}\n");
        assertThat(refusal("train", recipe.toString())).contains(recipe + ": 2");
    }

    @Test
    void severalMistakesAreReportedAtOnce() {
        assertThat(refusal(
                        trainWords("schedule.warmup=5ep", "data.lanes=many", "parallel.workers=9", "model.depth=21")))
                .startsWith("4 problems in the command line:")
                .contains("schedule.warmup (command line): unknown setting; did you mean schedule.warm-up?")
                .contains("data.lanes = many (command line): wrong type; give a whole number of at least 1")
                .contains("parallel.workers = 9 (command line): more workers than data.lanes")
                .contains("model.depth = 21 (command line): no such CIFAR ResNet, depths are 6n + 2; use 20");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void networkThatDoesNotFitThePictures() {
        assertThat(refusal(trainWords("augment.train=[{type=pad,size=4}]", "augment.validation=[{type=pad,size=4}]")))
                .contains("takes pictures of at least 8x8, these are 4x4");
    }

    @Test
    void validationPicturesOfAnotherSize() {
        assertThat(refusal(trainWords("augment.train=[{type=pad,size=32}]")))
                .contains("augment.validation")
                .contains("makes pictures of 1x28x28, augment.train makes 1x32x32");
    }

    @Test
    void moreRecordsInAStepThanThereAre() {
        assertThat(refusal(trainWords("data.micro-batch=1501")))
                .contains("one step takes lanes x micro-batch = 6004 records, data.train has 6000");
    }

    @Test
    void shardsWithoutManifest() throws IOException {
        Path copy = copyOfTraining();
        Files.delete(copy.resolve("manifest.json"));
        assertThat(refusal(trainWords("data.train=" + copy)))
                .contains(copy.toString())
                .contains("manifest.json");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void missingShard() throws IOException {
        Path copy = copyOfTraining();
        Files.delete(copy.resolve("part-00002-of-00006.tfrecord"));
        assertThat(refusal(trainWords("data.train=" + copy))).contains("part-00002-of-00006.tfrecord");
    }

    @Test
    void missingFolder() {
        assertThat(refusal(trainWords("data.train=" + folder.resolve("nowhere"))))
                .contains(folder.resolve("nowhere").toString());
    }

    @Test
    void shardsOfANewerFormat() throws IOException {
        Path copy = copyOfTraining();
        Path manifest = copy.resolve("manifest.json");
        Files.delete(copy.resolve("manifest.json.sha256"));
        Files.writeString(
                manifest,
                Files.readString(manifest).replaceFirst("\"formatVersion\"\\s*:\\s*1", "\"formatVersion\" : 7"));
        assertThat(refusal(trainWords("data.train=" + copy))).contains("version 7");
    }

    @Test
    void indexThatDoesNotFitItsShard() throws IOException {
        Path copy = copyOfTraining();
        for (int shard = 0; shard < 6; shard++) {
            Path index = copy.resolve("part-%05d-of-00006.tfrecord.idx".formatted(shard));
            Files.writeString(index, Files.readString(index).replace('1', '2'));
        }
        assertThat(refusal(trainWords("data.train=" + copy))).contains(".tfrecord.idx");
        assertThat(folder.resolve("run/summary.json")).doesNotExist();
    }

    @Test
    void damagedShardIsFoundByWhicheverWorkerReadsIt() throws IOException {
        Path copy = copyOfTraining();
        for (int shard = 0; shard < 6; shard++) {
            Path file = copy.resolve("part-%05d-of-00006.tfrecord".formatted(shard));
            byte[] bytes = Files.readAllBytes(file);
            for (int i = 500; i < bytes.length; i += 1000) {
                bytes[i] ^= 1;
            }
            Files.write(file, bytes);
        }
        assertThat(refusal(trainWords("data.train=" + copy, "parallel.workers=3")))
                .contains("tfrecord")
                .contains("record ");
        assertThat(folder.resolve("run/summary.json")).doesNotExist();
    }

    @Test
    void lossThatIsNoNumberNamesTheStepsAndWhatToTry() {
        assertThat(refusal(trainWords("schedule.base-learning-rate=1e30", "parallel.workers=2")))
                .contains("the training loss was not finite at step ")
                .contains("in the stretch of steps 0 to 12")
                .contains("lower schedule.base-learning-rate or lengthen schedule.warm-up");
        assertThat(folder.resolve("run/checkpoints"))
                .satisfiesAnyOf(
                        checkpoints -> assertThat(checkpoints).doesNotExist(),
                        checkpoints -> assertThat(checkpoints).isEmptyDirectory());
    }

    @Test
    void outputOfAnotherRecipe() throws IOException {
        assertThat(Program.run(trainWords("run.length=2ba")).code()).isZero();
        String before = Files.readString(folder.resolve("run/summary.json"));
        assertThat(refusal(trainWords("run.length=4ba", "model.depth=14", "optimizer.momentum=0.8")))
                .contains("belongs to another recipe")
                .contains("model.depth is 8 there and 14 here")
                .contains("optimizer.momentum is 0.9 there and 0.8 here");
        assertThat(folder.resolve("run/summary.json")).hasContent(before);
    }

    @Test
    void resumeNeverRefusesToOverwrite() {
        assertThat(Program.run(trainWords("run.length=2ba")).code()).isZero();
        assertThat(refusal(trainWords("run.length=2ba", "run.resume=never")))
                .contains("is there already, and run.resume = never");
    }

    @Test
    void evaluationOfAnotherNetwork() {
        assertThat(Program.run(trainWords("run.length=2ba")).code()).isZero();
        assertThat(refusal(data.words("evaluate", folder.resolve("run"), "model.depth=14")))
                .contains("model.depth = 14")
                .contains("was trained with model.depth = 8");
        assertThat(refusal(data.words("evaluate", folder.resolve("empty")))).contains("neither a checkpoint nor");
    }

    @Test
    void wordThatIsNoCommand() {
        assertThat(refusal("trian", "conf/smoke.conf")).contains("trian").contains("see --help");
    }

    private String[] trainWords(String... settings) {
        return data.train(folder.resolve("run"), settings);
    }

    private static String refusal(String... words) {
        Program.Result result = Program.run(words);
        assertThat(result.code()).as(result.errors()).isEqualTo(MISTAKE);
        assertThat(result.errors()).doesNotContain("\tat ");
        return result.errors().strip();
    }

    private Path copyOfTraining() throws IOException {
        Path copy = Files.createDirectory(folder.resolve("copy"));
        try (Stream<Path> files = Files.list(data.training())) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return copy;
    }
}
