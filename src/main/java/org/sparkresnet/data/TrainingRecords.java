package org.sparkresnet.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.commons.io.IOUtils;

/** The micro-batches of some neighboring lanes over steps [from, to), step by step and lane by lane. */
public final class TrainingRecords implements RecordSource {
    private final EpochPlan plan;
    private final Stretch stretch;
    /** One for each lane, so that every lane keeps its own shard open. */
    private final List<RecordStream> streams = new ArrayList<>();

    private final List<LaneReader> lanes = new ArrayList<>();
    private long step;
    private int lane;
    private long openEpoch = -1;

    /**
     * Opens nothing yet; the first record is read by the first call of {@link #next}.
     *
     * @param access where records are read, and how
     */
    public TrainingRecords(EpochPlan plan, ShardAccess access, Stretch stretch) {
        if (stretch.toLane() > plan.lanes() || plan.stepsPerEpoch() == 0) {
            throw new IllegalArgumentException(stretch + " of " + plan);
        }
        this.plan = plan;
        this.stretch = stretch;
        this.step = stretch.fromStep();
        this.lane = stretch.fromLane();
        for (int i = stretch.fromLane(); i < stretch.toLane(); i++) {
            streams.add(access.stream());
        }
    }

    @Override
    public boolean hasNext() {
        return step < stretch.toStep();
    }

    @Override
    public RecordBatch next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the last step was " + (stretch.toStep() - 1));
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
    public void close() throws IOException {
        IOUtils.close(streams.toArray(RecordStream[]::new));
    }

    private void enterEpoch(long epoch) {
        if (epoch == openEpoch) {
            return;
        }
        EpochOrder order = plan.epoch(epoch);
        long position = step % plan.stepsPerEpoch() * plan.microBatch();
        lanes.clear();
        for (int i = stretch.fromLane(); i < stretch.toLane(); i++) {
            lanes.add(new LaneReader(order.lane(i), streams.get(i - stretch.fromLane()), position));
        }
        openEpoch = epoch;
    }

    /** Steps [fromStep, toStep) of lanes [fromLane, toLane); at least one lane. */
    public record Stretch(long fromStep, long toStep, int fromLane, int toLane) {
        public Stretch {
            if (fromStep < 0 || fromStep > toStep || fromLane < 0 || fromLane >= toLane) {
                throw new IllegalArgumentException(
                        "steps [" + fromStep + ", " + toStep + ") of lanes [" + fromLane + ", " + toLane + ")");
            }
        }
    }
}
