package org.sparkresnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescribeCommandTest {
    @ParameterizedTest
    @CsvSource({
        "18, 11689512, 1814073344",
        "34, 21797672, 3663761408",
        "50, 25557032, 3857973248",
        "101, 44549160, 7570194432",
        "152, 60192808, 11282415616"
    })
    void lastLineHasTheNumbersOfThePaper(int depth, long parameters, long multiplyAdds) throws IOException {
        JsonNode json = lastLine("describe", "model.architecture=resnet", "model.depth=" + depth);
        assertThat(json.get("trainableParameters").longValue()).isEqualTo(parameters);
        assertThat(json.get("multiplyAdds").longValue()).isEqualTo(multiplyAdds);
    }

    @ParameterizedTest
    @CsvSource({"20, 272474", "32, 466906", "44, 661338", "56, 855770", "110, 1730714", "1202, 19424026"})
    void cifarNetworksAreDescribedForTheirOwnPictures(int depth, long parameters) throws IOException {
        JsonNode json = lastLine("describe", "model.architecture=cifar-resnet", "model.depth=" + depth);
        assertThat(json.get("trainableParameters").longValue()).isEqualTo(parameters);
    }

    /** The statistics are two for every output channel of a convolution, 26,560 in ResNet-50. */
    @Test
    void parametersIncludeTheRunningStatistics() throws IOException {
        JsonNode json = lastLine("describe", "model.architecture=resnet", "model.depth=50");
        assertThat(json.get("parameters").longValue()).isEqualTo(25557032 + 2 * 26560);
    }

    @Test
    void settingsChooseStrideSizeAndClasses() throws IOException {
        JsonNode json = lastLine("describe", "model.architecture=resnet", "model.depth=50", "model.stride-in=conv3x3");
        assertThat(json.get("multiplyAdds").longValue()).isEqualTo(4089184256L);
        JsonNode small = lastLine(
                "describe",
                "model.depth=8",
                "describe.height=8",
                "describe.width=8",
                "describe.channels=1",
                "describe.classes=7");
        assertThat(small.get("input").textValue()).isEqualTo("1x8x8");
        assertThat(small.get("activationsPerImage").longValue())
                .isEqualTo(3 * 16 * 64 + 7 * 16 * 64 + 9 * 32 * 16 + 9 * 64 * 4 + 64 + 7);
    }

    @Test
    void tableHasOneLinePerStageAndTheTotals() {
        String output = Program.run("describe", "model.architecture=resnet", "model.depth=50")
                .output();
        assertThat(output)
                .startsWith("ResNet-50 for pictures of 3x224x224 and 1000 classes\n\n")
                .containsPattern(
                        "stage3 +1024x14x14 +\\[1x1, 256; 3x3, 256; 1x1, 1024] x 6 +7,098,368 +1,387,266,048\n")
                .containsPattern("total +25,557,032 +3,857,973,248\n");
    }

    @Test
    void recipeIsDescribedWithoutItsData() throws IOException {
        JsonNode json = lastLine("describe", "conf/smoke.conf");
        assertThat(json.get("network").textValue()).isEqualTo("CIFAR ResNet-8");
    }

    @Test
    void mistakesAreSentences() {
        Program.Result result = Program.run(
                "describe",
                "model.architecture=resnet",
                "describe.height=31",
                "describe.width=8193",
                "describe.channels=2",
                "describe.classes=0",
                "model.shortcut=d",
                "model.stride-in=conv5x5");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.output()).isEmpty();
        assertThat(result.errors())
                .startsWith("7 problems in the command line:")
                .containsPattern("model.depth = 20 \\(reference.conf: \\d+\\): no such ResNet, depths are 18, 34, 50,"
                        + " 101, 152; use 18")
                .contains(
                        "describe.height = 31 (command line): the network takes pictures of 32 to 8192 pixels; use 224")
                .contains("describe.width = 8193 (command line): the network takes pictures of 32 to 8192 pixels")
                .contains("describe.channels = 2 (command line): pictures are grey or RGB; use 1 or 3")
                .contains("describe.classes = 0 (command line): out of range")
                .contains("model.shortcut = d")
                .contains("model.stride-in = conv5x5");
    }

    private static JsonNode lastLine(String... words) throws IOException {
        Program.Result result = Program.run(words);
        assertThat(result.code()).as(result.errors()).isZero();
        String[] lines = result.output().split("\n");
        return new ObjectMapper().readTree(lines[lines.length - 1]);
    }
}
