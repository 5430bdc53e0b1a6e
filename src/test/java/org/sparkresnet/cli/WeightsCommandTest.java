package org.sparkresnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsCommandTest {
    @TempDir
    Path folder;

    @Test
    void weightsOfARunBecomeAFileOfDl4j() throws IOException {
        System.setProperty("spark.ui.enabled", "false");
        SampleData data = SampleData.prepare(folder.resolve("data"));
        Path run = folder.resolve("run");
        assertThat(Program.run(data.train(run, "run.length=3ba")).code()).isZero();
        Path file = folder.resolve("out/resnet8.zip");
        Program.Result result = Program.run("weights", "run.output=" + run, "model.depth=8", "weights.file=" + file);
        assertThat(result.code()).as(result.errors()).isZero();
        assertThat(result.output()).contains("CIFAR ResNet-8 of step 3");
        ComputationGraph graph = ModelSerializer.restoreComputationGraph(file.toFile(), false);
        assertThat(graph.numParams()).isEqualTo(78_426);
        graph.close();
        assertThat(Files.list(file.getParent())).containsExactly(file);

        assertRefused("is there already; delete it", "run.output=" + run, "model.depth=8", "weights.file=" + file);
        assertRefused(
                "model.depth = 20: ", "run.output=" + run, "model.depth=20", "weights.file=" + folder.resolve("b.zip"));
        assertRefused(
                "weights.checkpoint = ",
                "run.output=" + folder.resolve("none"),
                "weights.file=" + folder.resolve("c.zip"));
        assertRefused("weights.file", "run.output=" + run, "model.depth=8");
        System.clearProperty("spark.ui.enabled");
    }

    private static void assertRefused(String sentence, String... settings) {
        String[] words = new String[settings.length + 1];
        words[0] = "weights";
        System.arraycopy(settings, 0, words, 1, settings.length);
        Program.Result result = Program.run(words);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.errors()).contains(sentence).doesNotContain("\tat ");
    }
}
