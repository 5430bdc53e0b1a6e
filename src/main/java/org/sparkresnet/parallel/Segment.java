package org.sparkresnet.parallel;

import java.io.Serializable;
import java.util.Objects;

/**
 * A stretch of training that runs as one Spark stage.
 *
 * @param fromStep first step, counted from 0 over the run
 * @param toStep one past the last step; may equal {@code fromStep}
 * @param evaluates whether the validation set is evaluated after the last step
 * @param restoreFrom folder of the checkpoint of {@code fromStep}, or "" where replicas are to have that state
 * @param saveTo folder that worker 0 writes the state after the last step into, or "" for none
 */
public record Segment(long fromStep, long toStep, boolean evaluates, String restoreFrom, String saveTo)
        implements Serializable {
    public Segment {
        if (fromStep < 0 || toStep < fromStep) {
            throw new IllegalArgumentException("steps [" + fromStep + ", " + toStep + ")");
        }
        Objects.requireNonNull(restoreFrom, "restoreFrom");
        Objects.requireNonNull(saveTo, "saveTo");
    }

    boolean restores() {
        return !restoreFrom.isEmpty();
    }

    boolean saves() {
        return !saveTo.isEmpty();
    }
}
