package org.sparkresnet.parallel.worker;

import java.util.ArrayList;
import java.util.List;
import org.sparkresnet.data.BadRecord;

/**
 * The bad records of a segment: those that this worker met by name, those of all workers by number. Since the numbers
 * are the same on every worker, all of them know at the same step that there are too many.
 */
final class BadRecordCount {
    private final Work work;
    private final List<BadRecord> own = new ArrayList<>();
    private int ownOfStep;
    private long inEpoch;
    private long inWindow;

    BadRecordCount(Work work, Segment segment) {
        this.work = work;
        this.inEpoch = segment.badBefore();
    }

    /** This worker met these in the step that is being computed. */
    void add(List<BadRecord> met) {
        own.addAll(met);
        ownOfStep += met.size();
    }

    /** How many this worker met in the step that is being computed; the count begins again at nothing. */
    int takeOfStep() {
        int taken = ownOfStep;
        ownOfStep = 0;
        return taken;
    }

    /** All workers together met {@code count} in step {@code step}; whether the epoch has too many now. */
    boolean exceeds(long step, long count) {
        inEpoch = step % work.plan().stepsPerEpoch() == 0 ? count : inEpoch + count;
        inWindow += count;
        return inEpoch > work.pace().mostBadRecords();
    }

    /** How many all workers met since this was last asked. */
    long takeWindow() {
        long taken = inWindow;
        inWindow = 0;
        return taken;
    }

    /** Those that this worker met, in the order of steps and lanes. */
    List<BadRecord> own() {
        return List.copyOf(own);
    }
}
