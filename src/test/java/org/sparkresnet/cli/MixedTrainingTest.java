package org.sparkresnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mixup and cutmix through the whole program. */
class MixedTrainingTest {
    private static final String EITHER = "augment.mix.type=either";

    @TempDir
    private static Path folder;

    private static SampleData data;
    /** Of the slow, obviously right strategy. */
    private static String expected;

    @BeforeAll
    static void trainWithTheReference() throws IOException {
        System.setProperty("spark.ui.enabled", "false");
        data = SampleData.prepare(folder.resolve("data"));
        expected = train("reference", EITHER, "parallel.strategy=single-worker");
    }

    @BeforeEach
    void withoutPages() {
        System.setProperty("spark.ui.enabled", "false");
    }

    @Test
    void workersAndThreadsChangeNoBit() throws IOException {
        assertThat(train("workers", EITHER, "parallel.workers=3", "data.decode-threads=3"))
                .isEqualTo(expected);
        assertThat(train("mixup", "augment.mix.type=mixup")).isNotEqualTo(expected);
    }

    @Test
    void alphasThatAreNotUsedAndNoMixingAreTheSameRun() throws IOException {
        String plain = train("plain");
        assertThat(plain).isNotEqualTo(expected);
        // The same folder: it is the same recipe.
        assertThat(train("plain", "augment.mix.mixup-alpha=0.7")).isEqualTo(plain);
    }

    @Test
    void aResumedRunMixesTheSame() throws IOException {
        Path output = folder.resolve("resumed");
        String[] words = data.train(output, EITHER, "run.checkpoint-every=5ba");
        assertThat(Program.run(words).code()).isZero();
        Path vector = output.resolve("checkpoints/step-00000012/parameters.f32");
        byte[] bytes = Files.readAllBytes(vector);
        bytes[bytes.length / 2] ^= 1;
        Files.write(vector, bytes);
        assertThat(Program.run(words).code()).isZero();
        Path summary = output.resolve("summary.json");
        assertThat(Program.value(summary, "resumedFromStep")).isEqualTo("10");
        assertThat(Program.value(summary, "parameterSha256")).isEqualTo(expected);
    }

    /** That of training and the command's own, with the setting and without. */
    @Test
    void evaluationNeverMixes() throws IOException {
        Path output = folder.resolve("evaluated");
        train("evaluated", EITHER);
        String loss = Program.value(output.resolve("summary.json"), "validationLoss");
        for (String mix : List.of("augment.mix.type=none", EITHER)) {
            assertThat(Program.run(data.words("evaluate", output, mix)).code()).isZero();
            assertThat(Program.value(output.resolve("evaluation.json"), "loss")).isEqualTo(loss);
        }
    }

    @Test
    void anotherMixingIsAnotherRecipe() {
        Path output = folder.resolve("refused");
        assertThat(Program.run(data.train(output, EITHER, "run.length=2ba")).code())
                .isZero();
        Program.Result result = Program.run(data.train(output, "run.length=2ba", "augment.mix.type=cutmix"));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.errors())
                .contains("belongs to another recipe")
                .contains("augment.mix is Either[mixup=Mixup[alpha=0.2], cutmix=Cutmix[alpha=1.0]] there"
                        + " and Cutmix[alpha=1.0] here");
    }

    private static String train(String name, String... settings) throws IOException {
        Path output = folder.resolve(name);
        Program.Result result = Program.run(data.train(output, settings));
        assertThat(result.code()).as(result.errors()).isZero();
        return Program.value(output.resolve("summary.json"), "parameterSha256");
    }
}
