package org.sparkresnet.compute.program;

import java.util.List;
import org.sparkresnet.replica.Target;

/** What the calls of a training pass are told of their batch, besides the pictures; anew for every batch. */
final class BatchNotes {
    private List<Target> targets;
    private long chance;

    void write(List<Target> newTargets, long newChance) {
        targets = newTargets;
        chance = newChance;
    }

    /** What the pictures are trained towards. */
    List<Target> targets() {
        return targets;
    }

    /** Names what dropout draws. */
    long chance() {
        return chance;
    }
}
