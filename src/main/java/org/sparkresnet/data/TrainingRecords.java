package org.sparkresnet.data;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;

/** The micro-batches of some neighbouring lanes over steps [from, to), step by step and lane by lane. */
public final class TrainingRecords implements RecordSource {
    private final EpochPlan plan;
    private final ShardSet shards;
    private final Stretch stretch;
    private final Configuration hadoop;
    private final List<LaneReader> lanes = new ArrayList<>();
    private long step;
    private int lane;
    private long openEpoch = -1;

    /** Opens nothing yet; the first record is read by the first call of {@link #next}. */
    public TrainingRecords(EpochPlan plan, ShardSet shards, Stretch stretch, Configuration hadoop) {
        this.plan = plan;
        this.shards = shards;
        this.stretch = stretch;
        this.hadoop = hadoop;
        this.step = stretch.fromStep();
        this.lane = stretch.fromLane();
    }

    @Override
    public boolean hasNext() {
        return step < stretch.toStep();
    }

    @Override
    public RecordBatch next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no step after " + stretch.toStep());
        }
        enterEpoch(step / plan.stepsPerEpoch());
        List<NumberedRecord> records = lanes.get(lane - stretch.fromLane()).next(plan.microBatch());
        RecordBatch batch = new RecordBatch(step, openEpoch, lane, records);
        lane++;
        if (lane == stretch.toLane()) {
            lane = stretch.fromLane();
            step++;
        }
        return batch;
    }

    @Override
    public void close() {
        lanes.forEach(LaneReader::close);
        lanes.clear();
    }

    private void enterEpoch(long epoch) {
        if (epoch == openEpoch) {
            return;
        }
        close();
        EpochOrder order = plan.epoch(epoch);
        long position = step % plan.stepsPerEpoch() * plan.microBatch();
        for (int i = stretch.fromLane(); i < stretch.toLane(); i++) {
            lanes.add(new LaneReader(order.lane(i), new RangeReader(shards, hadoop), position));
        }
        openEpoch = epoch;
    }

    /** Steps [fromStep, toStep) of lanes [fromLane, toLane). */
    public record Stretch(long fromStep, long toStep, int fromLane, int toLane) {}
}
