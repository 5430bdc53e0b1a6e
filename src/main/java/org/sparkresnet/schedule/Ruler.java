package org.sparkresnet.schedule;

import java.io.Serializable;

/**
 * What turns the lengths and rates of a recipe into steps and rates of one run.
 *
 * @param stepsPerEpoch floor(records / global batch), at least 1
 * @param totalSteps the length of the whole run, at least 0
 * @param globalBatch records per step over all lanes, at least 1
 */
public record Ruler(long stepsPerEpoch, long totalSteps, int globalBatch) implements Serializable {
    /** Checks the ranges. */
    public Ruler {
        if (stepsPerEpoch < 1 || totalSteps < 0 || globalBatch < 1) {
            throw new IllegalArgumentException("stepsPerEpoch " + stepsPerEpoch + ", totalSteps " + totalSteps
                    + ", globalBatch " + globalBatch + ": must be at least 1, 0 and 1");
        }
    }

    long steps(Length length) {
        return length.steps(stepsPerEpoch);
    }
}
