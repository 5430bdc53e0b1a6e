package org.sparkresnet.checkpoint;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a folder under {@code checkpoints/}.
 *
 * @param step steps done
 * @param state what the folder is
 * @param text the name itself: {@code step-00000460}, {@code .step-00000460.writing-UUID}
 */
record FolderName(long step, State state, String text) {
    private static final Pattern FORM =
            Pattern.compile("(step-[0-9]{8,18})|\\.(step-[0-9]{8,18})\\.([a-z]+)-[0-9a-f-]+");

    /** What a folder is good for. */
    enum State {
        /** A whole checkpoint. */
        COMMITTED,
        /** Vectors that a worker writes or wrote. */
        WRITING,
        /** A whole checkpoint that was moved aside so that a new one of the same step can take its place. */
        REPLACED
    }

    static FolderName committed(long step) {
        return new FolderName(step, State.COMMITTED, String.format(Locale.ROOT, "step-%08d", step));
    }

    /** A name that nothing has yet. */
    static FolderName fresh(long step, State state) {
        String word = state.name().toLowerCase(Locale.ROOT);
        return new FolderName(step, state, "." + committed(step).text() + "." + word + "-" + UUID.randomUUID());
    }

    /** Empty for a name that this program did not give. */
    static Optional<FolderName> parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String visible = parts.group(1) == null ? parts.group(2) : parts.group(1);
        long step = Long.parseLong(visible.substring("step-".length()));
        if (!committed(step).text().equals(visible)) {
            return Optional.empty();
        }
        return state(parts.group(3)).map(state -> new FolderName(step, state, text));
    }

    private static Optional<State> state(String word) {
        if (word == null) {
            return Optional.of(State.COMMITTED);
        }
        return switch (word) {
            case "writing" -> Optional.of(State.WRITING);
            case "replaced" -> Optional.of(State.REPLACED);
            default -> Optional.empty();
        };
    }
}
