package org.sparkresnet.image.transform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;
import org.sparkresnet.config.Settings;

/** Reads the lists {@code augment.*}; each mistake is collected once, and an element of unknown type left out. */
public final class TransformReader {
    private static final String TYPE = "type";
    private static final String SIZE = "size";
    private static final String PADDING = "padding";
    private static final String PROBABILITY = "probability";
    private static final String SHORTER_SIDE = "shorter-side";
    private static final String AREA = "area";
    private static final String ASPECT = "aspect";
    private static final String BRIGHTNESS = "brightness";
    private static final String CONTRAST = "contrast";
    private static final String SATURATION = "saturation";
    private static final String HUE = "hue";
    private static final String DEVIATION = "deviation";
    private static final double MOST_HUE = 0.5;
    private static final double MOST_DEVIATION = 10;

    private final Settings settings;

    private TransformReader(Settings settings) {
        this.settings = settings;
    }

    /** The transforms of the list {@code key}; what is wrong is collected in {@code block}. */
    public static List<Transform> readAll(Settings block, String key) {
        List<Transform> transforms = new ArrayList<>();
        for (Settings element : block.blocks(key, keys())) {
            new TransformReader(element).read().ifPresent(transforms::add);
        }
        return transforms;
    }

    private Optional<Transform> read() {
        if (!settings.has(TYPE)) {
            settings.problem(TYPE, "is not set; choose one of " + Type.names());
            return Optional.empty();
        }
        Optional<Type> type = settings.parsed(TYPE, name -> Optional.of(Type.named(name)), Optional.empty());
        return type.map(this::read);
    }

    private Transform read(Type type) {
        for (String key : keys()) {
            boolean foreign = !key.equals(TYPE) && !type.keys.contains(key);
            settings.require(
                    !foreign || !settings.has(key), key, "has no meaning for " + type.written() + "; remove it");
        }
        return switch (type) {
            case PAD -> new Transform.Pad(pixels(SIZE));
            case PAD_AND_CROP -> new Transform.PadAndCrop(bounded(PADDING, settings.nonNegativeInt(PADDING)));
            case FLIP -> new Transform.Flip(settings.fraction(PROBABILITY));
            case RESIZE -> new Resize(pixels(SHORTER_SIDE));
            case CENTER_CROP -> new CenterCrop(pixels(SIZE));
            case RANDOM_RESIZED_CROP -> randomResizedCrop();
            case SCALE_AND_CROP -> scaleAndCrop(pixels(SIZE));
            case COLOR_JITTER -> new ColorJitter(
                    settings.nonNegative(BRIGHTNESS),
                    settings.nonNegative(CONTRAST),
                    settings.nonNegative(SATURATION),
                    atMost(HUE, MOST_HUE));
            case LIGHTING -> new Lighting(atMost(DEVIATION, MOST_DEVIATION));
        };
    }

    private Transform randomResizedCrop() {
        Interval area = interval(AREA, "above 0 and at most 1, such as [0.08, 1]", part -> part > 0 && part <= 1);
        Interval aspect = interval(ASPECT, "above 0, such as [0.75, 1.3333333333333333]", ratio -> ratio > 0);
        return new RandomResizedCrop(pixels(SIZE), area, aspect);
    }

    private Transform scaleAndCrop(int size) {
        Interval sides = interval(
                SHORTER_SIDE,
                "in whole pixels from " + size + " (the size) to " + Transform.LARGEST,
                side -> side == Math.rint(side) && side >= size && side <= Transform.LARGEST);
        return new ScaleAndCrop((int) Math.max(size, sides.least()), (int) Math.max(size, sides.most()), size);
    }

    private double atMost(String key, double most) {
        double number = settings.nonNegative(key);
        settings.require(number <= most, key, "out of range; give at most " + most);
        return Math.min(number, most);
    }

    private int pixels(String key) {
        return bounded(key, settings.positiveInt(key));
    }

    private int bounded(String key, int pixels) {
        settings.require(pixels <= Transform.LARGEST, key, "out of range; give at most " + Transform.LARGEST);
        return Math.min(pixels, Transform.LARGEST);
    }

    private Interval interval(String key, String legal, DoublePredicate check) {
        return settings.numbers(
                        key,
                        "two numbers, the smaller one first, " + legal,
                        bounds -> bounds.size() == 2
                                && bounds.get(0) <= bounds.get(1)
                                && bounds.stream().allMatch(bound -> Double.isFinite(bound) && check.test(bound)))
                .map(bounds -> new Interval(bounds.get(0), bounds.get(1)))
                .orElse(new Interval(1, 1));
    }

    private static Set<String> keys() {
        Set<String> keys =
                Arrays.stream(Type.values()).flatMap(type -> type.keys.stream()).collect(Collectors.toSet());
        keys.add(TYPE);
        return keys;
    }

    /** The transforms by name, each with the keys that it takes. */
    private enum Type {
        PAD(SIZE),
        PAD_AND_CROP(PADDING),
        FLIP(PROBABILITY),
        RESIZE(SHORTER_SIDE),
        CENTER_CROP(SIZE),
        RANDOM_RESIZED_CROP(SIZE, AREA, ASPECT),
        SCALE_AND_CROP(SHORTER_SIDE, SIZE),
        COLOR_JITTER(BRIGHTNESS, CONTRAST, SATURATION, HUE),
        LIGHTING(DEVIATION);

        private final Set<String> keys;

        Type(String... keys) {
            this.keys = Set.of(keys);
        }

        static Type named(String name) {
            return Arrays.stream(values())
                    .filter(type -> type.written().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no such transform; choose one of " + names()));
        }

        static String names() {
            return Arrays.stream(values()).map(Type::written).collect(Collectors.joining(", "));
        }

        String written() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
