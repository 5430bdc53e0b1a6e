package org.sparkresnet.data;

import java.util.ArrayList;
import java.util.List;
import org.sparkresnet.random.NamedRandom;

/**
 * The sequence of all records in one epoch, as positions 0 .. N - 1, and the lanes' shares of it.
 *
 * <p>A function of the plan and the number of the epoch; two objects for the same epoch answer the same.
 */
public final class EpochOrder {
    private final EpochPlan plan;
    private final long epoch;
    /** {@code [shards]}: the shard at each place of the sequence. */
    private final int[] shards;
    /** The shards at their places in the sequence, before it is rotated. */
    private final ShardSizes sequence;
    /** Place of position 0 in the sequence before it is rotated. */
    private final long offset;

    EpochOrder(EpochPlan plan, long epoch) {
        this.plan = plan;
        this.epoch = epoch;
        NamedRandom random = NamedRandom.of(plan.seed(), "epoch", epoch);
        this.shards = random.permutation(plan.shards().shards());
        this.sequence = plan.shards().reordered(shards);
        this.offset = plan.records() == 0 ? 0 : random.nextLong(plan.records());
    }

    /** The stretch of lane {@code lane}, in [0, lanes). */
    LaneOrder lane(int lane) {
        return new LaneOrder(plan, this, lane);
    }

    /** The records that this epoch leaves out. */
    public List<RecordRange> leftOver() {
        return ranges(plan.lanes() * plan.recordsPerLane(), plan.records());
    }

    long epoch() {
        return epoch;
    }

    /** The records at positions [from, to), in order; {@code 0 <= from <= to <= N}. */
    List<RecordRange> ranges(long from, long to) {
        long records = plan.records();
        long start = from + offset;
        long end = to + offset;
        List<RecordRange> ranges = new ArrayList<>();
        addUnrotated(Math.min(start, records), Math.min(end, records), ranges);
        addUnrotated(Math.max(start, records) - records, Math.max(end, records) - records, ranges);
        return ranges;
    }

    private void addUnrotated(long from, long to, List<RecordRange> ranges) {
        for (RecordRange range : sequence.ranges(from, to)) {
            ranges.add(new RecordRange(shards[range.shard()], range.from(), range.to()));
        }
    }
}
