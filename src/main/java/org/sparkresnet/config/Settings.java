package org.sparkresnet.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A block of the settings tree, read with types.
 *
 * <p>Reading never throws for a bad value: the problem is recorded with key, value, origin and remedy, and a harmless
 * value is answered instead, so that one run finds every mistake. {@link #throwIfInvalid} then reports all of them. A
 * list or object that was given where a number belongs is such a problem too. Reading a key that {@code
 * reference.conf} does not have is a defect of the program and throws at once.
 */
public final class Settings {
    private final Config config;
    private final String path;
    private final Problems problems;

    Settings(Config config, String path, Problems problems) {
        this.config = config;
        this.path = path;
        this.problems = problems;
    }

    /**
     * Reads {@code reference.conf}, over it the recipe, over it the {@code key=value} overrides.
     *
     * @param recipe path of a recipe file, or empty for none
     * @throws InvalidInputException if the recipe cannot be read or parsed; wrong keys are reported by {@link
     *     #throwIfInvalid}
     */
    public static Settings load(Optional<String> recipe, List<String> overrides) {
        return SettingsLoader.load(recipe, overrides);
    }

    /** The block below {@code key}; it shares the list of problems. */
    public Settings at(String key) {
        return new Settings(config.getConfig(key), join(key), problems);
    }

    /** An integer in [1, 2^31). */
    public int positiveInt(String key) {
        return integer(key, 1);
    }

    /** An integer in [1, 2^31), or empty where the value is {@code null}. */
    public OptionalInt optionalPositiveInt(String key) {
        return config.getIsNull(key) ? OptionalInt.empty() : OptionalInt.of(positiveInt(key));
    }

    /** An integer in [0, 2^31). */
    public int nonNegativeInt(String key) {
        return integer(key, 0);
    }

    /** Any 64-bit integer. */
    public long wholeNumber(String key) {
        return read(key, "a whole number", 0L, () -> NumberText.whole(config.getString(key)), value -> true);
    }

    /** A finite number above 0. */
    public double positive(String key) {
        return read(key, "a number above 0", 1.0, () -> config.getDouble(key), v -> Double.isFinite(v) && v > 0);
    }

    /** A finite number of at least 0. */
    public double nonNegative(String key) {
        return read(key, "a number of at least 0", 0.0, () -> config.getDouble(key), v -> Double.isFinite(v) && v >= 0);
    }

    /** A time above 0 with one of the units ms, s, min and h: 30s, 10min. */
    public Duration duration(String key) {
        return parsed(key, TimeText::parse, Duration.ofSeconds(1));
    }

    /** A number in [0, 1]. */
    public double fraction(String key) {
        return read(key, "a number from 0 to 1", 0.0, () -> config.getDouble(key), v -> v >= 0 && v <= 1);
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String key) {
        return read(key, "true or false", false, () -> config.getBoolean(key), value -> true);
    }

    /** A text that must be given: {@code null} in {@code reference.conf} marks a required key. */
    public String text(String key) {
        Optional<String> text = optionalText(key);
        if (text.isEmpty()) {
            problems.add(join(key) + " is not set; set it in the recipe or as " + join(key) + "=VALUE");
        }
        return text.orElse("");
    }

    /** A text, or empty where the value is {@code null} or "". */
    public Optional<String> optionalText(String key) {
        if (config.getIsNull(key)) {
            return Optional.empty();
        }
        String text = read(key, "a text", "", () -> config.getString(key), value -> true);
        return Optional.of(text).filter(t -> !t.isBlank());
    }

    /** One of the constants of {@code type}, written in kebab-case ({@code ALL_REDUCE} is {@code all-reduce}). */
    public <E extends Enum<E>> E choice(String key, Class<E> type) {
        E[] constants = type.getEnumConstants();
        boolean isText = !config.getIsNull(key) && config.getValue(key).valueType() == ConfigValueType.STRING;
        String name = isText ? config.getString(key) : "";
        Optional<E> chosen = Arrays.stream(constants)
                .filter(constant -> kebab(constant).equals(name))
                .findFirst();
        if (chosen.isEmpty()) {
            String legal = Arrays.stream(constants).map(Settings::kebab).collect(Collectors.joining(", "));
            problem(key, "no such choice; choose " + (constants.length == 1 ? legal : "one of " + legal));
        }
        return chosen.orElse(constants[0]);
    }

    /**
     * A value with a syntax of its own.
     *
     * @param parser throws {@link IllegalArgumentException} with "what is wrong; what to write" for a bad text
     * @return the parsed value, or {@code instead} when there was a problem
     */
    public <T> T parsed(String key, Function<String, T> parser, T instead) {
        if (config.getIsNull(key)) {
            problem(key, "is not set; give it in the recipe or as " + join(key) + "=VALUE");
            return instead;
        }
        String text = read(key, "a text", null, () -> config.getString(key), value -> true);
        return text == null ? instead : parse(key, text, parser).orElse(instead);
    }

    /** A list of values with a syntax of their own; elements with problems are left out. */
    public <T> List<T> parsedList(String key, Function<String, T> parser) {
        List<String> texts = read(key, "a list such as [a, b]", List.of(), () -> config.getStringList(key), v -> true);
        List<T> values = new ArrayList<>();
        texts.forEach(text -> parse(key, text, parser).ifPresent(values::add));
        return List.copyOf(values);
    }

    /** A list of numbers that {@code check} accepts, such as a range; {@code legal} says in words which. */
    public Optional<List<Double>> numbers(String key, String legal, Predicate<List<Double>> check) {
        return Optional.ofNullable(read(key, legal, null, () -> config.getDoubleList(key), check));
    }

    /** A list of objects, each as a block of its own; {@code allowed} are the keys that such an object may have. */
    public List<Settings> blocks(String key, Set<String> allowed) {
        ConfigList list = read(key, "a list such as [{ type = x }]", null, () -> config.getList(key), v -> true);
        List<Settings> blocks = new ArrayList<>();
        for (int i = 0; list != null && i < list.size(); i++) {
            if (list.get(i) instanceof ConfigObject object) {
                Settings block = new Settings(withKeys(object, allowed), join(key) + "[" + i + "]", problems);
                block.rejectOtherKeys(object, allowed);
                blocks.add(block);
            } else {
                problem(key, "element " + i + " is no object; write { type = ... }");
            }
        }
        return List.copyOf(blocks);
    }

    /** Whether this block has a value for {@code key}; for the blocks of a list, whose keys are not all required. */
    public boolean has(String key) {
        return config.hasPath(key);
    }

    /** Records that {@code key} is wrong unless {@code condition} holds. */
    public void require(boolean condition, String key, String whatAndRemedy) {
        if (!condition) {
            problem(key, whatAndRemedy);
        }
    }

    /** Records that the value of {@code key} is wrong: "what is wrong; what to do". */
    public void problem(String key, String whatAndRemedy) {
        String shown = "";
        String origin = "";
        if (config.hasPathOrNull(key) && !config.getIsNull(key)) {
            ConfigValue value = config.getValue(key);
            shown = " = " + render(value);
            origin = " (" + Origins.describe(value.origin()) + ")";
        }
        problems.add(join(key) + shown + origin + ": " + whatAndRemedy);
    }

    /** Whether every value read so far, and every key given, is sound. */
    public boolean isValid() {
        return problems.isEmpty();
    }

    /** @throws InvalidSettingsException if there was any problem, with all of them */
    public void throwIfInvalid() {
        problems.throwIfAny();
    }

    /** Every leaf that has a value, by key: what this run really uses. Equal numbers have equal texts. */
    public SortedMap<String, String> values() {
        SortedMap<String, String> values = new TreeMap<>();
        config.entrySet()
                .forEach(entry -> values.put(join(entry.getKey()), NumberText.canonical(render(entry.getValue()))));
        return values;
    }

    /** {@link #values} as lines {@code key = value}. */
    public String render() {
        return values().entrySet().stream()
                .map(line -> line.getKey() + " = " + line.getValue())
                .collect(Collectors.joining("\n"));
    }

    private int integer(String key, int least) {
        String legal = "a whole number of at least " + least;
        long instead = Math.max(1, least);
        return (int) (long) read(
                key,
                legal,
                instead,
                () -> NumberText.whole(config.getString(key)),
                v -> v >= least && v <= Integer.MAX_VALUE);
    }

    private <T> T read(String key, String legal, T instead, Supplier<T> reading, Predicate<T> check) {
        try {
            T value = reading.get();
            if (check.test(value)) {
                return value;
            }
            problem(key, "out of range; give " + legal);
        } catch (ConfigException.Null e) {
            problem(key, "is not set; give " + legal);
        } catch (ConfigException.WrongType | ConfigException.BadValue | NumberFormatException | ArithmeticException e) {
            problem(key, "wrong type; give " + legal);
        }
        return instead;
    }

    private <T> Optional<T> parse(String key, String text, Function<String, T> parser) {
        try {
            return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException e) {
            problem(key, e.getMessage());
            return Optional.empty();
        }
    }

    /** Keys that the object lacks become null, so that reading them is the person's mistake and not a defect. */
    private static Config withKeys(ConfigObject object, Set<String> allowed) {
        Map<String, Object> nothing = new HashMap<>();
        allowed.forEach(key -> nothing.put(key, null));
        return object.toConfig().withFallback(ConfigValueFactory.fromMap(nothing));
    }

    private void rejectOtherKeys(ConfigObject object, Set<String> allowed) {
        for (String key : object.keySet()) {
            if (!allowed.contains(key)) {
                problem(ConfigUtil.joinPath(key), Suggestion.unknown(key, allowed));
            }
        }
    }

    private String join(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String render(ConfigValue value) {
        return value.valueType() == ConfigValueType.STRING
                ? (String) value.unwrapped()
                : value.render(ConfigRenderOptions.concise());
    }
}
