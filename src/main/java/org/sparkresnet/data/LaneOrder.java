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
        NamedRandom random = NamedRandom.of(plan.seed(), "block", order.epoch(), lane, number);
        return new Block(from, random.permutation((int) (to - from)));
    }

    /** Where the records lie from the beginning of that block to the end of the lane, in the order of reading. */
    List<RecordRange> rangesFromBlockAt(long position) {
        long start = lane * plan.recordsPerLane();
        long from = position / plan.block() * plan.block();
        return order.ranges(start + from, start + plan.recordsPerLane());
    }

    /**
     * Records that are read together and used in a shuffled order.
     *
     * @param from position in the lane of the first one that is used
     * @param order {@code [size]}: order[i] is the index, among those read, of the i-th that is used
     */
    record Block(long from, int[] order) {
        /** How many records. */
        int size() {
            return order.length;
        }
    }
}
