package org.sparkresnet.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sparkresnet.config.Settings;

/** Reads the lists {@code augment.*}; each mistake is collected once, and an element of unknown type left out. */
final class TransformReader {
    private static final String TYPE = "type";

    private final Settings settings;

    private TransformReader(Settings settings) {
        this.settings = settings;
    }

    static List<Transform> readAll(Settings block, String key) {
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
            boolean foreign = !key.equals(TYPE) && !key.equals(type.key);
            settings.require(
                    !foreign || !settings.has(key), key, "has no meaning for " + type.written() + "; remove it");
        }
        return switch (type) {
            case PAD -> new Transform.Pad(bounded(type.key, settings.positiveInt(type.key)));
            case PAD_AND_CROP -> new Transform.PadAndCrop(bounded(type.key, settings.nonNegativeInt(type.key)));
            case FLIP -> new Transform.Flip(settings.fraction(type.key));
        };
    }

    private int bounded(String key, int pixels) {
        settings.require(pixels <= Transform.LARGEST, key, "out of range; give at most " + Transform.LARGEST);
        return Math.min(pixels, Transform.LARGEST);
    }

    private static Set<String> keys() {
        Set<String> keys = Arrays.stream(Type.values()).map(type -> type.key).collect(Collectors.toSet());
        keys.add(TYPE);
        return keys;
    }

    /** The transforms by name, each with the one key that it takes. */
    private enum Type {
        PAD("size"),
        PAD_AND_CROP("padding"),
        FLIP("probability");

        private final String key;

        Type(String key) {
            this.key = key;
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
