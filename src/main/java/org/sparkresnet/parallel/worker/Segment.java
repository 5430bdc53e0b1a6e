package org.sparkresnet.parallel.worker;

import java.io.Serializable;
import java.util.Optional;
import org.sparkresnet.checkpoint.Checkpoint;

/**
 * A stretch of training that runs as one Spark stage.
 *
 * @param fromStep first step, counted from 0 over the run
 * @param toStep one past the last step; may equal {@code fromStep}
 * @param evaluates whether the validation set is evaluated after the last step
 * @param saves whether worker 0 writes the state after the last step
 * @param badBefore bad records that were met in the epoch of {@code fromStep} before it
 * @param restore the checkpoint of {@code fromStep}, or null where replicas have that state from the segment before
 */
public record Segment(long fromStep, long toStep, boolean evaluates, boolean saves, long badBefore, Checkpoint restore)
        implements Serializable {
    public Segment {
        if (fromStep < 0 || toStep < fromStep) {
            throw new IllegalArgumentException("steps [" + fromStep + ", " + toStep + ")");
        }
    }

    Optional<Checkpoint> restored() {
        return Optional.ofNullable(restore);
    }
}
