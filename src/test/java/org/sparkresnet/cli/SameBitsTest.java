package org.sparkresnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise: the same weights, bit for bit, whatever runs them and whatever happens to them on the way. */
class SameBitsTest {
    @TempDir
    private static Path folder;

    private static SampleData data;
    /** Of the slow, obviously right strategy. */
    private static String expected;

    @BeforeAll
    static void trainWithTheReference() throws IOException {
        System.setProperty("spark.ui.enabled", "false");
        data = SampleData.prepare(folder.resolve("data"));
        expected = train("reference", "parallel.strategy=single-worker");
    }

    @BeforeEach
    void withoutPages() {
        System.setProperty("spark.ui.enabled", "false");
    }

    @AfterEach
    void forgetSparkSettings() {
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("spark."))
                .forEach(System::clearProperty);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void anyNumberOfWorkersGivesTheBitsOfTheReference(int workers) throws IOException {
        assertThat(train("workers-" + workers, "parallel.workers=" + workers)).isEqualTo(expected);
    }

    @Test
    void anotherSeedGivesOtherBits() throws IOException {
        assertThat(train("seed", "run.seed=2")).isNotEqualTo(expected);
    }

    @Test
    @Tag("cluster")
    void executorProcessesGiveTheBitsOfTheReference() throws IOException {
        System.setProperty("spark.master", "local-cluster[2,1,1024]");
        System.setProperty("spark.executor.extraClassPath", SparkHome.classPathBesidesSpark());
        // Executors have working folders of their own: relative paths must mean those of the driver.
        SampleData relative = SampleData.prepare(fromHere(folder.resolve("relative-data")));
        Path output = fromHere(folder.resolve("executors"));
        Program.Result result = Program.run(relative.train(output, "parallel.workers=2"));
        assertThat(result.code()).as(result.errors()).isZero();
        assertThat(Program.value(output.resolve("summary.json"), "parameterSha256"))
                .isEqualTo(expected);
    }

    @Test
    void aRunKilledInTheMiddleOfAnEpochGoesOnToTheSameBits() throws Exception {
        Path output = folder.resolve("killed");
        String[] words = data.train(output, "run.length=24ba", "run.checkpoint-every=3ba", "parallel.workers=2");
        Process process = Program.start(folder.resolve("killed.log"), words);
        Path checkpoint = output.resolve("checkpoints/step-00000006");
        while (!Files.exists(checkpoint) && !process.waitFor(20, TimeUnit.MILLISECONDS)) {
            // Not yet; the wait ends early if the process does.
        }
        process.destroyForcibly().waitFor();
        assertThat(checkpoint)
                .as(Files.readString(folder.resolve("killed.log")))
                .exists();
        assertThat(output.resolve("summary.json")).doesNotExist();

        assertThat(Program.run(words).code()).isZero();
        Path summary = output.resolve("summary.json");
        assertThat(Long.parseLong(Program.value(summary, "resumedFromStep"))).isBetween(3L, 23L);
        assertThat(Program.value(summary, "parameterSha256")).isEqualTo(train("undisturbed", "run.length=24ba"));
    }

    @Test
    void aDamagedNewestCheckpointFallsBackToTheOneBeforeIt() throws IOException {
        Path output = folder.resolve("damaged");
        String[] words = data.train(output, "run.checkpoint-every=6ba");
        assertThat(Program.run(words).code()).isZero();
        Path vector = output.resolve("checkpoints/step-00000012/parameters.f32");
        byte[] bytes = Files.readAllBytes(vector);
        bytes[bytes.length / 2] ^= 1;
        Files.write(vector, bytes);

        assertThat(Program.run(words).code()).isZero();
        assertThat(Program.value(output.resolve("summary.json"), "resumedFromStep"))
                .isEqualTo("6");
        assertThat(Program.value(output.resolve("summary.json"), "parameterSha256"))
                .isEqualTo(expected);
    }

    @Test
    void aFinishedRunStartedAgainOnlyEvaluates() throws IOException {
        Path output = folder.resolve("twice");
        String first = train("twice");
        String error = Program.value(output.resolve("summary.json"), "top1Error");
        assertThat(train("twice")).isEqualTo(first);
        assertThat(Program.value(output.resolve("summary.json"), "resumedFromStep"))
                .isEqualTo("12");
        assertThat(Program.value(output.resolve("summary.json"), "top1Error")).isEqualTo(error);
    }

    @Test
    void evaluateFindsTheErrorsThatTrainReported() throws IOException {
        Path output = folder.resolve("evaluated");
        train("evaluated");
        Program.Result result = Program.run(data.words("evaluate", output, "parallel.workers=3"));
        assertThat(result.code()).as(result.errors()).isZero();
        Path evaluation = output.resolve("evaluation.json");
        Path summary = output.resolve("summary.json");
        assertThat(Program.value(evaluation, "examples")).isEqualTo("1000");
        assertThat(Program.value(evaluation, "top1Error")).isEqualTo(Program.value(summary, "top1Error"));
        assertThat(Program.value(evaluation, "top5Error")).isEqualTo(Program.value(summary, "top5Error"));
        assertThat(Program.value(evaluation, "loss")).isEqualTo(Program.value(summary, "validationLoss"));
    }

    private static Path fromHere(Path path) {
        return Path.of("").toAbsolutePath().relativize(path);
    }

    private static String train(String name, String... settings) throws IOException {
        Path output = folder.resolve(name);
        Program.Result result = Program.run(data.train(output, settings));
        assertThat(result.code()).as(result.errors()).isZero();
        return Program.value(output.resolve("summary.json"), "parameterSha256");
    }
}
