package org.sparkresnet.prepare.source;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.sparkresnet.config.InvalidInputException;

/**
 * What a task found. A mistake of the person is an answer, not a failure, so that Spark does not try again.
 *
 * @param <T> serializable
 */
public sealed interface Finding<T> extends Serializable {

    /**
     * All is well.
     *
     * @param value what was to be known
     */
    record Sound<T>(T value) implements Finding<T> {}

    /**
     * Something is not.
     *
     * @param sentence for the person
     */
    record Wrong<T>(String sentence) implements Finding<T> {}

    /** Looks, and catches the mistake of the person. */
    static <T> Finding<T> of(Look<T> look) throws IOException {
        try {
            return new Sound<>(look.look());
        } catch (InvalidInputException e) {
            return new Wrong<>(e.getMessage());
        }
    }

    /** Looks for several things: a finding for each, or the one mistake. */
    static <T> List<Finding<T>> ofEach(Look<List<T>> look) throws IOException {
        Finding<List<T>> all = of(look);
        if (all instanceof Wrong<List<T>> wrong) {
            return List.of(new Wrong<>(wrong.sentence()));
        }
        return all.orThrow().stream().<Finding<T>>map(Sound::new).toList();
    }

    /**
     * The values of all findings, in their order.
     *
     * @throws InvalidInputException with the sentence of the first that is wrong
     */
    static <T> List<T> allSound(List<Finding<T>> findings) {
        return findings.stream().map(Finding::orThrow).toList();
    }

    /** @throws InvalidInputException if it is wrong */
    default T orThrow() {
        if (this instanceof Sound<T> sound) {
            return sound.value();
        } else if (this instanceof Wrong<T> wrong) {
            throw new InvalidInputException(wrong.sentence());
        }
        throw new IllegalStateException("no such finding: " + this);
    }

    /** Looks at something. */
    interface Look<T> {
        /** @throws InvalidInputException if what the person gave is wrong */
        T look() throws IOException;
    }
}
