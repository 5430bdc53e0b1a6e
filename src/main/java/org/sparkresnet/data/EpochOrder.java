package org.sparkresnet.data;

import java.util.ArrayList;
import java.util.List;
import org.sparkresnet.random.NamedRandom;

/** The sequence of all records in one epoch, as positions 0 .. N - 1, and the lanes' shares of it. */
public final class EpochOrder {
    private final EpochPlan plan;
    private final long epoch;
    private final int[] shards;
    private final long offset;

    EpochOrder(EpochPlan plan, long epoch) {
        this.plan = plan;
        this.epoch = epoch;
        NamedRandom random = NamedRandom.of(plan.seed(), "epoch", epoch);
        this.shards = random.permutation(plan.shardSizes().size());
        this.offset = plan.records() == 0 ? 0 : random.nextLong(plan.records());
    }

    /** The stretch of lane {@code lane}, in [0, lanes). */
    public LaneOrder lane(int lane) {
        return new LaneOrder(plan, this, lane);
    }

    /** The records that this epoch leaves out. */
    public List<RecordRange> leftOver() {
        return ranges(plan.lanes() * plan.recordsPerLane(), plan.records());
    }

    long epoch() {
        return epoch;
    }

    /** The records at positions [from, to) of the rotated sequence, in order. */
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
        long shardStart = 0;
        for (int shard : shards) {
            int size = plan.shardSizes().get(shard);
            long first = Math.max(from, shardStart);
            long last = Math.min(to, shardStart + size);
            if (first < last) {
                ranges.add(new RecordRange(shard, (int) (first - shardStart), (int) (last - shardStart)));
            }
            shardStart += size;
        }
    }
}
