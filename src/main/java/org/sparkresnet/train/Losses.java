package org.sparkresnet.train;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkresnet.parallel.WorkersLostException;

/** Counts what a run has lost, so that a run that gets nowhere ends. */
final class Losses {
    private static final Logger LOG = LoggerFactory.getLogger(Losses.class);

    private final int mostInARow;
    private int all;
    private int inARow;
    private long lastStep = -1;

    /** @param mostInARow losses without a new checkpoint between them that are made good, at least 0 */
    Losses(int mostInARow) {
        this.mostInARow = mostInARow;
    }

    /**
     * Workers were lost, and the run can go on from {@code step}.
     *
     * @throws IllegalStateException if that has happened too often
     */
    void add(WorkersLostException loss, long step) {
        inARow = step > lastStep ? 1 : inARow + 1;
        lastStep = step;
        all++;
        if (inARow > mostInARow) {
            throw new IllegalStateException(
                    "workers were lost " + inARow + " times in a row behind step " + step
                            + ", more than parallel.reruns = " + mostInARow + ": " + loss.getMessage(),
                    loss);
        }
        LOG.warn("Workers were lost ({}); going on from step {}", loss.getMessage(), step);
    }

    /** How often workers were lost. */
    int count() {
        return all;
    }
}
