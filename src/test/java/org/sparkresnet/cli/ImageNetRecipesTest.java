package org.sparkresnet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkresnet.prepare.ImageNetFiles;

/** The recipes for ImageNet through the program: one on archives in miniature, the others as far as their networks. */
class ImageNetRecipesTest {
    private static final Pattern MEMORY = Pattern.compile(
            "parameters ([\\d.]+) MB, momentum ([\\d.]+) MB, gradient ([\\d.]+) MB, activations ([\\d.]+) MB");

    @TempDir
    private Path folder;

    @Test
    void resNet18IsPreparedTrainedAndEvaluated() throws IOException {
        System.setProperty("spark.ui.enabled", "false");
        String recipe = "conf/imagenet-resnet18.conf";
        Path source = ImageNetFiles.small().writeArchives(folder.resolve("archives"));
        List<String> settings = List.of(
                "prepare.source=" + source,
                "prepare.expect={ data-set = none, train = 37, validation = 14, classes = 6 }",
                "prepare.output=" + folder.resolve("shards"),
                "data.train=" + folder.resolve("shards/train"),
                "data.validation=" + folder.resolve("shards/validation"),
                "run.output=" + folder.resolve("run"),
                "run.length=2ba",
                "data.lanes=4",
                "data.micro-batch=2",
                "schedule={ reference-batch = 8, warm-up = 1ba, multi-step { boundaries = [] } }",
                "parallel={ workers = 2, threads = 1 }");
        succeed("train", recipe, settings);
        assertThat(folder.resolve("shards/train/pixel-mean-3x224x224.npy")).exists();
        assertThat(Program.value(folder.resolve("run/summary.json"), "steps")).isEqualTo("2");
        succeed("evaluate", recipe, settings);
        assertThat(Program.value(folder.resolve("run/evaluation.json"), "examples"))
                .isEqualTo("14");
        assertThat(Program.value(folder.resolve("run/evaluation.json"), "top5Error"))
                .isEqualTo(Program.value(folder.resolve("run/summary.json"), "top5Error"));
    }

    /** Activations depend a little on the processor and the kernels that it has. */
    @ParameterizedTest
    @MethodSource("recipes")
    void headerSaysTheMemoryThatDescribeSays(Path recipe) throws IOException {
        Program.Result described = Program.run("describe", recipe.toString());
        assertThat(described.code()).as(described.errors()).isZero();
        Matcher expected = found(Files.readString(recipe));
        Matcher real = found(described.output());
        for (int i = 1; i <= real.groupCount(); i++) {
            Offset<Double> tolerance = within(i == real.groupCount() ? 0.1 * number(expected, i) : 0.0);
            assertThat(number(real, i)).isCloseTo(number(expected, i), tolerance);
        }
    }

    static List<Path> recipes() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("conf"))) {
            return files.filter(file -> file.getFileName().toString().matches("imagenet-.*\\.conf"))
                    .sorted()
                    .toList();
        }
    }

    private static void succeed(String command, String recipe, List<String> settings) {
        String[] words =
                Stream.concat(Stream.of(command, recipe), settings.stream()).toArray(String[]::new);
        Program.Result result = Program.run(words);
        assertThat(result.code()).as(result.errors()).isZero();
    }

    private static Matcher found(String text) {
        Matcher matcher = MEMORY.matcher(text);
        assertThat(matcher.find()).isTrue();
        return matcher;
    }

    private static double number(Matcher matcher, int group) {
        return Double.parseDouble(matcher.group(group));
    }
}
