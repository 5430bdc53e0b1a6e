package org.sparkresnet.data;

import java.util.ArrayList;
import java.util.List;

/** Walks along one lane of one epoch, a block in memory at a time. */
final class LaneReader {
    private final LaneOrder lane;
    private final RangeReader reader;
    private long position;
    private LaneOrder.Block block;
    private List<NumberedRecord> records = List.of();

    /**
     * Reads nothing yet.
     *
     * @param position of the first record wanted, in [0, recordsPerLane)
     */
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
                read(lane.blockAt(position));
            }
            next.add(records.get(block.order()[(int) (position - block.from())]));
            position++;
        }
        return next;
    }

    private void read(LaneOrder.Block next) {
        // The block before must not be held while its successor is read: a block of pictures is large.
        records = List.of();
        records = reader.read(next.ranges());
        block = next;
    }
}
