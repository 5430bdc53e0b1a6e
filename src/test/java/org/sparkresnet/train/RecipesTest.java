package org.sparkresnet.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkresnet.config.Settings;
import org.sparkresnet.prepare.PrepareSettings;

class RecipesTest {
    @ParameterizedTest
    @MethodSource
    void everyRecipeInConfReads(Path recipe) {
        Settings settings = Settings.load(Optional.of(recipe.toString()), List.of());
        Recipe.from(recipe.toString(), settings);
        settings.throwIfInvalid();
    }

    static List<Path> everyRecipeInConfReads() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("conf"))) {
            return files.filter(file -> file.toString().endsWith(".conf")).toList();
        }
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
}
