package org.sparkresnet.prepare.source;

import java.util.List;
import org.sparkresnet.config.Settings;

/**
 * Which parts of a source are wanted, where leaving one away spares the person a large download.
 *
 * @param names at least one of train and validation, train first
 */
public record ChosenSplits(List<String> names) {
    private static final List<String> KNOWN = List.of(SplitName.TRAIN, SplitName.VALIDATION);

    public ChosenSplits {
        if (names.isEmpty() || !KNOWN.containsAll(names)) {
            throw new IllegalArgumentException("splits " + names);
        }
        names = KNOWN.stream().filter(names::contains).toList();
    }

    /**
     * Reads {@code splits}; problems are recorded there.
     *
     * @param layout the block of a layout
     */
    public static ChosenSplits from(Settings layout) {
        List<String> names = layout.parsedList("splits", ChosenSplits::parse);
        layout.require(
                !layout.isValid() || !names.isEmpty(), "splits", "names none; give [train, validation] or one of them");
        return new ChosenSplits(names.isEmpty() ? KNOWN : names);
    }

    /** Whether a split is wanted. */
    public boolean has(String name) {
        return names.contains(name);
    }

    private static String parse(String text) {
        if (!KNOWN.contains(text)) {
            throw new IllegalArgumentException(text + " is no split of it; give [train, validation] or one of them");
        }
        return text;
    }
}
