package org.sparkresnet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkresnet.config.Settings;
import org.sparkresnet.prepare.PrepareSettings;
import org.sparkresnet.train.MemoryLimit.Kind;

class RecipesTest {
    /** The options of a cluster in the header of a recipe. */
    private static final Pattern CLUSTER = Pattern.compile("--num-executors (\\d+) --executor-cores (\\d+)"
            + " --executor-memory (\\d+)g \\\\\n#     --conf spark.executor.memoryOverhead=(\\d+)g train (\\S+)\n");

    @TempDir
    private static Path data;

    @BeforeAll
    static void writeDataSets() throws IOException {
        EmptyShards.imageNet().write(data.resolve("imagenet"), 1_281_167, 50_000);
        EmptyShards.cifar().write(data.resolve("cifar10"), 50_000, 10_000);
        EmptyShards.fashionMnist().write(data.resolve("fashion"), 60_000, 10_000);
        EmptyShards.fashionMnist().write(data.resolve("smoke"), 6_000, 1_000);
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void everyRecipeInConfIsPlanned(Path recipe) {
        Experiment experiment = experiment(recipe);
        assertThat(experiment.plan().totalSteps())
                .isGreaterThan(experiment.plan().stepsPerEpoch());
        long steps = experiment.plan().totalSteps();
        assertThat(experiment.schedule().at(steps - 1))
                .isBetween(0.0, experiment.schedule().at(steps / 10) / 10);
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void everyRecipeInConfSaysHowItsDataIsMade(Path recipe) {
        Settings settings = Settings.load(Optional.of(recipe.toString()), List.of());
        PrepareSettings prepare = PrepareSettings.from(settings);
        settings.throwIfInvalid();
        assertThat(prepare.output() + "/train").isEqualTo(settings.values().get("data.train"));
        assertThat(prepare.output() + "/validation").isEqualTo(settings.values().get("data.validation"));
    }

    /** Steps of an epoch and rates as arXiv:1706.02677, section 2, has them for 1,281,167 pictures. */
    @ParameterizedTest
    @CsvSource({"imagenet-resnet50, 5004, 0.1", "imagenet-resnet50-batch-8192, 156, 3.2"})
    void theRateGrowsWithTheBatchAndFallsThreeTimes(String name, long stepsPerEpoch, double rate) {
        Experiment experiment = experiment(Path.of("conf", name + ".conf"));
        assertThat(experiment.plan().stepsPerEpoch()).isEqualTo(stepsPerEpoch);
        double[] factors = {1, 0.1, 0.01, 0.001};
        long[] epochs = {5, 30, 60, 80};
        for (int i = 0; i < epochs.length; i++) {
            assertThat(experiment.schedule().at(epochs[i] * stepsPerEpoch)).isCloseTo(rate * factors[i], within(1e-9));
        }
    }

    /** The memory that a header asks for is enough by the program's own check, and no executor idles. */
    @ParameterizedTest
    @MethodSource("recipesForClusters")
    void clusterOfTheHeaderSuitsTheRecipe(Path recipe) throws IOException {
        Experiment experiment = experiment(recipe);
        Matcher cluster = CLUSTER.matcher(Files.readString(recipe));
        assertThat(cluster.find()).isTrue();
        assertThat(number(cluster, 1)).isEqualTo(experiment.recipe().strategy().workers());
        assertThat(number(cluster, 2)).isEqualTo(experiment.recipe().threads());
        assertThat(cluster.group(5)).isEqualTo(recipe.toString());
        long heap = number(cluster, 3) << 30;
        MemoryLimit.Share share = new MemoryLimit.Share(1, 1, heap);
        experiment
                .memoryPlan()
                .requireWithin(List.of(
                        new MemoryLimit(Kind.HEAP, "heap", heap, share, "raise it"),
                        new MemoryLimit(Kind.DIRECT_BUFFERS, "buffers", heap, share, "raise it"),
                        new MemoryLimit(Kind.OUTSIDE_HEAP, "overhead", number(cluster, 4) << 30, share, "raise it")));
    }

    @Test
    void everySettingIsExplainedWhereItsDefaultStands() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("src/main/resources/reference.conf"))) {
            assertThat(lines.filter(line -> line.matches("    [a-z-]+ = .*"))
                            .filter(line -> !line.contains("#"))
                            .map(line -> line.strip().split(" ")[0]))
                    .as("settings without a comment; augment and the sections of a choice have theirs above")
                    .isSubsetOf("train", "validation", "depth", "reference-batch");
        }
    }

    /** A default that is not legal would be reported against a person who never wrote it. */
    @Test
    void theDefaultsAreLegal() {
        Settings settings = Settings.load(
                Optional.empty(),
                List.of("run.output=a", "data.train=b", "data.validation=c", "prepare.source=d", "prepare.output=e"));
        Recipe.from("", settings);
        PrepareSettings.from(settings);
        settings.throwIfInvalid();
        assertThat(settings.values()).containsEntry("run.output", "a").containsEntry("data.lanes", "4");
    }

    static List<Path> recipes() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("conf"))) {
            return files.filter(file -> file.toString().endsWith(".conf"))
                    .sorted()
                    .toList();
        }
    }

    static List<Path> recipesForClusters() throws IOException {
        return recipes().stream()
                .filter(file -> file.getFileName().toString().startsWith("imagenet-"))
                .toList();
    }

    /** A recipe as the program plans it, with a data set of the right numbers. */
    private static Experiment experiment(Path recipe) {
        Path shards = data.resolve(recipe.getFileName().toString().split("[-.]")[0]);
        Settings settings = Settings.load(
                Optional.of(recipe.toString()),
                List.of(
                        "run.output=" + data.resolve("run"),
                        "data.train=" + shards.resolve("train"),
                        "data.validation=" + shards.resolve("validation")));
        return Experiment.open(settings, Recipe.from(recipe.toString(), settings), new Configuration());
    }

    private static long number(Matcher matcher, int group) {
        return Long.parseLong(matcher.group(group));
    }
}
