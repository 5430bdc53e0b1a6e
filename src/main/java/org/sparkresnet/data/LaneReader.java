package org.sparkresnet.data;

import java.util.ArrayList;
import java.util.List;

/** Walks along one lane of one epoch, a block in memory at a time. */
final class LaneReader {
    private final LaneOrder lane;
    private final RecordStream stream;
    private long position;
    private LaneOrder.Block block;

    /**
     * Reads nothing yet.
     *
     * @param stream this lane's own
     * @param position of the first record wanted, in [0, recordsPerLane)
     */
    LaneReader(LaneOrder lane, RecordStream stream, long position) {
        this.lane = lane;
        this.stream = stream;
        this.position = position;
        stream.enter(lane.rangesFromBlockAt(position));
    }

    /** The next {@code count} records; they may span blocks. */
    List<NumberedRecord> next(int count) {
        List<NumberedRecord> next = new ArrayList<>(count);
        while (next.size() < count) {
            if (block == null || position >= block.from() + block.size()) {
                block = lane.blockAt(position);
                stream.advance(block.size());
            }
            next.add(stream.take(block.order()[(int) (position - block.from())]));
            position++;
        }
        return next;
    }
}
