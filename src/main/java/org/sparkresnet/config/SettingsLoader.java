package org.sparkresnet.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Lays the sources of settings over each other and finds the keys that do not exist. */
final class SettingsLoader {
    /** The root of every recipe; implied on the command line. */
    private static final String ROOT = "spark-resnet";

    private SettingsLoader() {}

    static Settings load(Optional<String> recipe, List<String> overrides) {
        Problems problems = new Problems(recipe.map(name -> name + (overrides.isEmpty() ? "" : " and the command line"))
                .orElse("the command line"));
        Config reference = ConfigFactory.parseResources(SettingsLoader.class.getClassLoader(), "reference.conf")
                .getConfig(ROOT);
        Config written = recipe.map(name -> readRecipe(name, problems)).orElse(ConfigFactory.empty());
        Config given = readOverrides(overrides, problems).withFallback(written);
        List<String> unusable = new KeyCheck(reference, problems).check(given);
        for (String key : unusable) {
            given = given.withoutPath(key);
        }
        return new Settings(given.withFallback(reference), "", problems);
    }

    private static Config readRecipe(String name, Problems problems) {
        String text = readFile(name);
        try {
            Config whole = ConfigFactory.parseReader(new StringReader(text), options(name))
                    .resolve();
            for (String key : whole.root().keySet()) {
                if (!key.equals(ROOT)) {
                    problems.add(
                            key + " (" + Origins.describe(whole.root().get(key).origin()) + "): outside the block "
                                    + ROOT + " { }; move it inside");
                }
            }
            return whole.hasPath(ROOT) ? whole.getConfig(ROOT) : ConfigFactory.empty();
        } catch (ConfigException e) {
            throw new InvalidInputException(
                    name + ": not a readable recipe: " + e.getMessage() + "; mend that line", e);
        }
    }

    private static String readFile(String name) {
        Path file = Path.of(name);
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException(
                    "recipe " + name + ": no such file; recipes lie in conf/, settings are given as key=value");
        }
        try {
            return Files.readString(file);
        } catch (MalformedInputException e) {
            throw new InvalidInputException(
                    "recipe " + name + ": not a text in UTF-8; give a recipe such as conf/smoke.conf", e);
        } catch (IOException e) {
            throw new InvalidInputException(
                    "recipe " + name + ": cannot be read (" + e.getMessage() + "); check its permissions", e);
        }
    }

    private static Config readOverrides(List<String> overrides, Problems problems) {
        Config all = ConfigFactory.empty();
        for (String override : overrides) {
            int equals = override.indexOf('=');
            if (equals <= 0) {
                problems.add(override + " (" + Origins.COMMAND_LINE + "): not of the form key=value");
                continue;
            }
            String key = override.substring(0, equals).strip();
            String path = key.startsWith(ROOT + ".") ? key.substring(ROOT.length() + 1) : key;
            try {
                all = all.withValue(path, valueOf(override.substring(equals + 1)));
            } catch (ConfigException e) {
                problems.add(override + " (" + Origins.COMMAND_LINE + "): cannot be read: " + e.getMessage());
            }
        }
        return all;
    }

    /** Lists, objects and quoted texts are HOCON; all else is taken as it stands, so that URIs need no quotes. */
    private static ConfigValue valueOf(String text) {
        String value = text.strip();
        if (value.startsWith("[") || value.startsWith("{") || value.startsWith("\"") || value.equals("null")) {
            return ConfigFactory.parseString("value = " + value, options(Origins.COMMAND_LINE))
                    .resolve()
                    .root()
                    .get("value");
        }
        return ConfigValueFactory.fromAnyRef(value, Origins.COMMAND_LINE);
    }

    private static ConfigParseOptions options(String origin) {
        return ConfigParseOptions.defaults().setOriginDescription(origin).setIncluder(new NoIncludes());
    }
}
