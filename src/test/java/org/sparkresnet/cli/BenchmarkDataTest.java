package org.sparkresnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkDataTest {
    private static final String CROP =
            "augment.train=[{type=random-resized-crop,size=224,area=[0.08,1],aspect=[0.75,1.33]},{type=flip,probability=0.5}]";

    @TempDir
    private Path folder;

    @Test
    void lastLineHasAllNumbersAndTheTableAllStages() throws IOException {
        Program.Result result = Program.run(words("data.micro-batch=100", "data.decode-threads=3"));
        JsonNode json = lastLine(result);
        assertThat(json.get("source").textValue()).isEqualTo("raw-32x32");
        assertThat(json.get("pictures").intValue()).isEqualTo(4096);
        assertThat(json.get("input").textValue()).isEqualTo("3x32x32");
        assertThat(json.get("batch").intValue()).isEqualTo(100);
        assertThat(json.get("threads").intValue()).isEqualTo(3);
        for (String number : List.of(
                "imagesPerSecond", "imagesPerSecondOfOneThread", "bestImagesPerSecondOfOneThread", "peakMegabytes")) {
            assertThat(json.get(number).doubleValue()).as(number).isFinite().isPositive();
        }
        assertThat(json.get("microsecondsPerPicture").fieldNames())
                .toIterable()
                .containsExactly("read", "open", "decode", "transform", "normalize");
        assertThat(result.output())
                .startsWith("4096 pictures of raw-32x32 -> 3x32x32, 100 at a time\n")
                .containsPattern("read +\\d+\\.\\d +\\d+\\.\\d %\n")
                .containsPattern("normalize +\\d+\\.\\d +\\d+\\.\\d %\n")
                .containsPattern("\\d images/s by one thread, \\d+\\.\\d by a worker's loader with 3\n");
    }

    @Test
    void syntheticJpegsAreWrittenForOtherProgramsAndReadAgain() throws IOException {
        Path files = folder.resolve("jpegs");
        String[] words = words(CROP, "benchmark.pictures=jpeg-500x375", "benchmark.files=" + files);
        // A pass takes each several times, until there are 128 crops.
        assertThat(lastLine(Program.run(words)).get("pictures").intValue()).isEqualTo(3 * 48);
        List<Path> written = list(files);
        assertThat(written).hasSize(48).allSatisfy(file -> assertThat(Files.size(file))
                .as("bytes like those of a photograph")
                .isBetween(30_000L, 150_000L));
        Files.delete(written.get(0));
        assertThat(lastLine(Program.run(words)).get("pictures").intValue()).isEqualTo(3 * 47);
    }

    @Test
    void shardsAreReadAsTrainingReadsThem() throws IOException {
        SampleData data = SampleData.prepare(folder.resolve("data"));
        JsonNode json =
                lastLine(Program.run(words("data.train=" + data.training(), "data.micro-batch=7", "augment.train=[]")));
        assertThat(json.get("pictures").intValue()).isEqualTo(2048 / 7 * 7);
        assertThat(json.get("input").textValue()).isEqualTo("1x28x28");
        assertThat(json.at("/microsecondsPerPicture/read").doubleValue()).isPositive();
    }

    @Test
    void mistakesAreSentences() throws IOException {
        assertThat(refusal(
                        "benchmark.pictures=gif",
                        "benchmark.steps=0",
                        "data.read-ahead=100KB",
                        "data.decode-threads=0"))
                .startsWith("4 problems in the command line:")
                .contains("choose one of raw-32x32, jpeg-500x375, jpeg-1024x768")
                .contains("data.read-ahead = 100KB")
                .contains("data.decode-threads = 0");
        assertThat(refusal("benchmark.pictures=jpeg-500x375"))
                .contains("augment.train")
                .contains("differ in size behind it; end it with a crop");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(refusal("benchmark.files=" + empty)).contains("no .jpg or .jpeg in it");
        assertThat(refusal("benchmark.files=" + folder.resolve("new"))).contains("raw pictures are no files");
        assertThat(refusal("data.train=" + folder.resolve("nowhere"))).contains("no such folder");
    }

    private static String refusal(String... settings) {
        Program.Result result = Program.run(words(settings));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.output()).isEmpty();
        return result.errors();
    }

    private static String[] words(String... settings) {
        List<String> words = new ArrayList<>(List.of("benchmark", "data", "benchmark.steps=1", "benchmark.warm-up=0"));
        words.addAll(Arrays.asList(settings));
        return words.toArray(String[]::new);
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static JsonNode lastLine(Program.Result result) throws IOException {
        assertThat(result.code()).as(result.errors()).isZero();
        String[] lines = result.output().split("\n");
        return new ObjectMapper().readTree(lines[lines.length - 1]);
    }
}
