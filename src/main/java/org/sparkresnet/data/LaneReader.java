package org.sparkresnet.data;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;

/** Walks along one lane of one epoch, a block in memory at a time. */
final class LaneReader implements Closeable {
    private final LaneOrder lane;
    private final RangeReader reader;
    private long position;
    private LaneOrder.Block block;
    private List<NumberedRecord> records = List.of();

    /** @param position of the first record wanted, in [0, recordsPerLane) */
    LaneReader(LaneOrder lane, RangeReader reader, long position) {
        this.lane = lane;
        this.reader = reader;
        this.position = position;
    }

    /** The next {@code count} records; they may span blocks. */
    List<NumberedRecord> next(int count) {
        List<NumberedRecord> next = new ArrayList<>(count);
        while (next.size() < count) {
            if (block == null || position >= block.from() + block.size()) {
                block = lane.blockAt(position);
                records = reader.read(block.ranges());
            }
            next.add(records.get(block.order()[(int) (position - block.from())]));
            position++;
        }
        return next;
    }

    @Override
    public void close() {
        reader.close();
    }
}
