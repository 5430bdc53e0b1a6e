package org.sparkresnet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.typesafe.config.ConfigException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private enum Strategy {
        ALL_REDUCE,
        SINGLE_WORKER
    }

    @Test
    void defaultsComeFromTheReference() {
        Settings settings = load();
        assertThat(settings.at("data").positiveInt("lanes")).isEqualTo(4);
        assertThat(settings.positive("schedule.base-learning-rate")).isEqualTo(0.1);
        assertThat(settings.duration("parallel.timeout")).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.choice("parallel.strategy", Strategy.class)).isEqualTo(Strategy.ALL_REDUCE);
        assertThat(settings.flag("optimizer.nesterov")).isFalse();
        assertThat(settings.optionalText("data.train")).isEmpty();
        assertThatCode(settings::throwIfInvalid).doesNotThrowAnyException();
    }

    @Test
    void laterOverrideWinsAndThePrefixMayBeWritten() {
        Settings settings = load("data.lanes=6", "spark-resnet.data.lanes=8");
        assertThat(settings.positiveInt("data.lanes")).isEqualTo(8);
        assertThat(settings.isValid()).isTrue();
    }

    @Test
    void uriNeedsNoQuotes() {
        assertThat(load("run.output=hdfs://name:9000/runs/a b#c").text("run.output"))
                .isEqualTo("hdfs://name:9000/runs/a b#c");
    }

    @Test
    void everyMistakeIsReportedAtOnceInTheOrderOfFinding() {
        Settings settings = load("data.lanes=many", "model.dpth=20", "run.keep-checkpoints=0");
        settings.positiveInt("data.lanes");
        settings.positiveInt("run.keep-checkpoints");
        settings.text("run.output");
        assertThatThrownBy(settings::throwIfInvalid)
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        """
                        4 problems in the command line:
                          1. model.dpth (command line): unknown setting; did you mean model.depth?
                          2. data.lanes = many (command line): wrong type; give a whole number of at least 1
                          3. run.keep-checkpoints = 0 (command line): out of range; give a whole number of at least 1
                          4. run.output is not set; set it in the recipe or as run.output=VALUE\
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "0.9", "3000000000", "NaN", "[1]", "{ a = 1 }", "true", "", "4 lanes"})
    void whatIsNoWholeNumberIsRefused(String value) {
        assertThat(problems("data.lanes=" + value, settings -> settings.positiveInt("data.lanes")))
                .singleElement()
                .asString()
                .startsWith("data.lanes = ")
                .endsWith("; give a whole number of at least 1");
    }

    @Test
    void seedMayBeAnyWholeNumberButNoFraction() {
        assertThat(load("run.seed=-9223372036854775808").wholeNumber("run.seed"))
                .isEqualTo(Long.MIN_VALUE);
        assertThat(load("run.seed=9007199254740993").wholeNumber("run.seed")).isEqualTo(9007199254740993L);
        assertThat(problems("run.seed=0.5", settings -> settings.wholeNumber("run.seed")))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "NaN", "Infinity", "abc"})
    void whatIsNotAboveZeroIsRefused(String value) {
        String key = "schedule.base-learning-rate";
        assertThat(problems(key + "=" + value, settings -> settings.positive(key)))
                .singleElement()
                .asString()
                .endsWith("; give a number above 0");
    }

    @ParameterizedTest
    @CsvSource({"30s, 30", "2min, 120", "1h, 3600"})
    void durationHasAUnit(String value, long seconds) {
        assertThat(load("parallel.timeout=" + value).duration("parallel.timeout"))
                .isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "0s", "-5s", "soon", "1.5h"})
    void durationWithoutUnitOrLengthIsRefused(String value) {
        assertThat(problems("parallel.timeout=" + value, settings -> settings.duration("parallel.timeout")))
                .singleElement()
                .asString()
                .endsWith("; give a time such as 30s or 10min");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ring", "ALL_REDUCE", "[all-reduce]", "null"})
    void unknownChoiceIsOneProblemThatNamesTheLegalOnes(String value) {
        assertThat(problems(
                        "parallel.strategy=" + value, settings -> settings.choice("parallel.strategy", Strategy.class)))
                .singleElement()
                .asString()
                .contains("parallel.strategy")
                .endsWith("choose one of all-reduce, single-worker");
    }

    @Test
    void parserSaysWhatIsWrong() {
        assertThat(problems("run.length=3days", settings -> settings.parsed("run.length", SettingsTest::refuse, 1)))
                .containsExactly("run.length = 3days (command line): no such length; write 3ep");
    }

    @Test
    void badElementsOfAListAreReportedEach() {
        Settings settings = load("schedule.multi-step.boundaries=[1, x, y]");
        assertThat(settings.parsedList("schedule.multi-step.boundaries", Integer::valueOf))
                .containsExactly(1);
        assertThat(problemsOf(settings)).hasSize(2);
    }

    @Test
    void elementsOfAListOfBlocksKnowTheirKeys() {
        Settings settings = load("augment.train=[{ type = pad, sise = 3 }, 7, { size = 32 }]");
        List<Settings> blocks = settings.blocks("augment.train", Set.of("type", "size"));
        assertThat(blocks).hasSize(2);
        assertThat(blocks.get(0).text("type")).isEqualTo("pad");
        assertThat(blocks.get(1).has("type")).isFalse();
        assertThat(blocks.get(1).positiveInt("size")).isEqualTo(32);
        blocks.get(0).positiveInt("size");
        blocks.get(1).text("type");
        assertThat(problemsOf(settings))
                .containsExactly(
                        "augment.train[0].sise = 3 (command line): unknown setting; did you mean size?",
                        "augment.train = [{\"sise\":3,\"type\":\"pad\"},7,{\"size\":32}] (command line):"
                                + " element 1 is no object; write { type = ... }",
                        "augment.train[0].size: is not set; give a whole number of at least 1",
                        "augment.train[2].type is not set; set it in the recipe or as augment.train[2].type=VALUE");
    }

    @Test
    void valueInPlaceOfABlockLeavesTheDefaultsReadable() {
        Settings settings = load("run=5", "data.lanes=[", "nonsense", "a..b=1", "augment.train=[${x}]");
        assertThat(settings.text("run.length")).isEqualTo("90ep");
        assertThat(settings.blocks("augment.train", Set.of("type", "padding", "probability", "size")))
                .hasSize(2);
        assertThat(problemsOf(settings))
                .hasSize(5)
                .anySatisfy(problem -> assertThat(problem).startsWith("nonsense (command line): not of the form"))
                .anySatisfy(problem -> assertThat(problem).startsWith("run (command line): a block of settings"));
    }

    @Test
    void valueBelowAValueIsReported() {
        assertThat(problems("run.length.x=3", settings -> settings.text("run.length")))
                .isNotEmpty();
    }

    @Test
    void keyThatTheReferenceLacksIsADefect() {
        assertThatThrownBy(() -> load().positiveInt("data.nothing")).isInstanceOf(ConfigException.Missing.class);
    }

    @Test
    void renderedSettingsAreWhatTheRunUsesSortedByKey() {
        assertThat(load("data.lanes=3", "run.output=/r").at("data").render().lines())
                .contains("data.lanes = 3", "data.micro-batch = 32")
                .isSorted();
        assertThat(load().render()).doesNotContain("run.output");
    }

    private static Integer refuse(String text) {
        throw new IllegalArgumentException("no such length; write 3ep");
    }

    private static Settings load(String... overrides) {
        return Settings.load(Optional.empty(), List.of(overrides));
    }

    private static List<String> problems(String override, Consumer<Settings> reading) {
        Settings settings = load(override);
        reading.accept(settings);
        return problemsOf(settings);
    }

    private static List<String> problemsOf(Settings settings) {
        InvalidSettingsException thrown =
                catchThrowableOfType(InvalidSettingsException.class, settings::throwIfInvalid);
        assertThat(thrown).as("settings were found valid").isNotNull();
        return thrown.problems();
    }

    /** A run is recognized by its settings: another notation is no other recipe. */
    @Test
    void equalNumbersHaveEqualTexts() {
        Settings written = Settings.load(
                Optional.empty(),
                List.of("optimizer.weight-decay=0.00010", "run.seed=9007199254740993", "data.lanes=4.0"));
        assertThat(written.values())
                .containsEntry("optimizer.weight-decay", "0.0001")
                .containsEntry("run.seed", "9007199254740993")
                .containsEntry("data.lanes", "4");
        assertThat(Settings.load(Optional.empty(), List.of("optimizer.weight-decay=1e-4"))
                        .values()
                        .get("optimizer.weight-decay"))
                .isEqualTo(Settings.load(Optional.empty(), List.of()).values().get("optimizer.weight-decay"));
    }
}
