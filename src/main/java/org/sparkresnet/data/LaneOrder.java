package org.sparkresnet.data;

import java.util.List;
import org.sparkresnet.random.NamedRandom;

/** The records of one lane in one epoch: a contiguous stretch of the epoch's sequence, cut into blocks. */
final class LaneOrder {
    private final EpochPlan plan;
    private final EpochOrder order;
    private final int lane;

    LaneOrder(EpochPlan plan, EpochOrder order, int lane) {
        if (lane < 0 || lane >= plan.lanes()) {
            throw new IllegalArgumentException("lane " + lane + " of " + plan.lanes());
        }
        this.plan = plan;
        this.order = order;
        this.lane = lane;
    }

    /** The block that holds the lane's record at {@code position}, in [0, recordsPerLane). */
    Block blockAt(long position) {
        long number = position / plan.block();
        long from = number * plan.block();
        long to = Math.min(from + plan.block(), plan.recordsPerLane());
        long start = lane * plan.recordsPerLane();
        NamedRandom random = NamedRandom.of(plan.seed(), "block", order.epoch(), lane, number);
        return new Block(from, order.ranges(start + from, start + to), random.permutation((int) (to - from)));
    }

    /**
     * Records that are read together and used in a shuffled order.
     *
     * @param from position in the lane of the first one that is used
     * @param ranges where they lie, to be read in this order
     * @param order {@code [size]}: order[i] is the index, among those read, of the i-th that is used
     */
    record Block(long from, List<RecordRange> ranges, int[] order) {
        /** How many records. */
        int size() {
            return order.length;
        }
    }
}
