package org.sparkresnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchmarkCommandTest {
    private static final String[] TINY = {
        "benchmark",
        "compute",
        "model.depth=8",
        "describe.height=8",
        "describe.width=8",
        "data.micro-batch=3",
        "benchmark.steps=1",
        "benchmark.warm-up=1"
    };

    @ParameterizedTest
    @ValueSource(strings = {"onednn", "nd4j"})
    void lastLineHasAllNumbers(String backend) throws IOException {
        JsonNode json = lastLine(tiny("compute.backend=" + backend, "parallel.threads=2"));
        assertThat(json.get("network").textValue()).isEqualTo("CIFAR ResNet-8");
        assertThat(json.get("batch").intValue()).isEqualTo(3);
        assertThat(json.get("threads").intValue()).isEqualTo(2);
        assertThat(json.get("backend").textValue()).isEqualTo(backend);
        for (String number : List.of(
                "imagesPerSecond",
                "bestImagesPerSecond",
                "inferenceImagesPerSecond",
                "gigaflopsPerSecond",
                "peakGigaflopsPerSecond",
                "shareOfPeak",
                "peakMegabytes",
                "baselineMegabytes")) {
            assertThat(json.get(number).isNumber()).as(number).isTrue();
            assertThat(json.get(number).doubleValue())
                    .as(number)
                    .isFinite()
                    .isPositive()
                    .isLessThan(1e9);
        }
        // Rounded, and counted by the system with a small delay.
        assertThat(json.get("peakMegabytes").doubleValue() + 1)
                .isGreaterThanOrEqualTo(json.get("baselineMegabytes").doubleValue());
    }

    @Test
    void tableSaysWhereTheTimeGoes() {
        Program.Result result = Program.run(tiny("compute.backend=onednn", "parallel.threads=1"));
        assertThat(result.code()).as(result.errors()).isZero();
        assertThat(result.output())
                .startsWith("CIFAR ResNet-8 for pictures of 3x8x8 and 10 classes, 3 at a time\n")
                .contains("1 threads", "oneDNN")
                .containsPattern("convolution weights +\\d+\\.\\d\\d +\\d+\\.\\d %\n")
                .containsPattern("normalization backward +\\d+\\.\\d\\d +\\d+\\.\\d %\n")
                .containsPattern("update +\\d+\\.\\d\\d +\\d+\\.\\d %\n")
                .containsPattern("the rest +\\d+\\.\\d\\d +\\d+\\.\\d %\ntotal +\\d+\\.\\d\\d +100\\.0 %\n")
                .containsPattern("(?s)inference +ms +share\n.*convolution +\\d")
                .containsPattern(
                        "\\d images/s in training, \\d+\\.\\d\\d in inference; \\d+\\.\\d\\d of the processor's \\d");
    }

    @Test
    void autoSaysWhatItChose() throws IOException {
        assertThat(lastLine(tiny("compute.backend=auto")).get("backend").textValue())
                .isEqualTo("onednn");
    }

    @Test
    void recipeMayBeGiven() throws IOException {
        JsonNode json = lastLine(
                "benchmark",
                "compute",
                "conf/smoke.conf",
                "describe.height=8",
                "describe.width=8",
                "data.micro-batch=2",
                "benchmark.steps=2",
                "benchmark.warm-up=0");
        assertThat(json.get("network").textValue()).isEqualTo("CIFAR ResNet-8");
        assertThat(json.get("batch").intValue()).isEqualTo(2);
    }

    @Test
    void mistakesAreSentences() {
        Program.Result result = Program.run(
                "benchmark",
                "compute",
                "model.depth=9",
                "benchmark.steps=0",
                "benchmark.warm-up=-1",
                "compute.backend=abacus",
                "parallel.threads=0",
                "data.micro-batch=1000000");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.output()).isEmpty();
        assertThat(result.errors())
                .startsWith("6 problems in the command line:")
                .contains("model.depth = 9")
                .contains("benchmark.steps = 0 (command line): out of range; give a whole number of at least 1")
                .contains("benchmark.warm-up = -1 (command line): out of range; give a whole number of at least 0")
                .contains("compute.backend = abacus (command line): no such choice")
                .contains("parallel.threads = 0")
                .contains("data.micro-batch = 1000000 (command line): a batch of pictures of 3x32x32 may have 2 GB; use"
                        + " at most 174762");
    }

    @Test
    void unknownKindIsOneSentence() {
        Program.Result unknown = Program.run("benchmark", "speed");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.errors())
                .contains("'speed'; choose compute, data; see --help")
                .hasLineCount(1);
        Program.Result missing = Program.run("benchmark");
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.errors()).contains("choose compute, data").hasLineCount(1);
    }

    private static String[] tiny(String... settings) {
        List<String> words = new ArrayList<>(Arrays.asList(TINY));
        words.addAll(Arrays.asList(settings));
        return words.toArray(String[]::new);
    }

    private static JsonNode lastLine(String... words) throws IOException {
        Program.Result result = Program.run(words);
        assertThat(result.code()).as(result.errors()).isZero();
        String[] lines = result.output().split("\n");
        return new ObjectMapper().readTree(lines[lines.length - 1]);
    }
}
