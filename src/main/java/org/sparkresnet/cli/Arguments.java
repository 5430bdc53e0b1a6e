package org.sparkresnet.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.config.Settings;
import picocli.CommandLine.Parameters;

/** What follows the command's name: at most one recipe, and settings. */
final class Arguments {
    @Parameters(
            arity = "0..*",
            paramLabel = "[RECIPE] [KEY=VALUE]",
            description = "A recipe of conf/, and settings that go over it, such as run.length=3ep."
                    + " reference.conf lists all settings.")
    private List<String> words = new ArrayList<>();

    /** The recipe's file name, if one was given. */
    Optional<String> recipe() {
        List<String> recipes =
                words.stream().filter(word -> !word.contains("=")).toList();
        if (recipes.size() > 1) {
            throw new InvalidInputException("two recipes were given, " + recipes.get(0) + " and " + recipes.get(1)
                    + "; give one recipe, and settings as key=value");
        }
        return recipes.stream().findFirst();
    }

    /** The settings of reference.conf, the recipe and the command line. */
    Settings settings() {
        return Settings.load(
                recipe(), words.stream().filter(word -> word.contains("=")).toList());
    }
}
