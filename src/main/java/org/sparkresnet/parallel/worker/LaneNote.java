package org.sparkresnet.parallel.worker;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.sparkresnet.collective.ReductionTree;
import org.sparkresnet.parallel.worker.Peers.StepSum;
import org.sparkresnet.replica.Scores;

/** What travels beside a worker's gradients in each step: its word to all, and the scores of its lanes. */
final class LaneNote {
    private static final byte STOPS = 1;
    private static final int BYTES_OF_WORD = 1 + Integer.BYTES;
    private static final int BYTES_OF_SCORES = 4 * Long.BYTES;

    private final ByteBuffer bytes;

    /** An empty note with room for the scores of {@code lanes} lanes. */
    LaneNote(int lanes) {
        bytes = ByteBuffer.allocate(BYTES_OF_WORD + lanes * BYTES_OF_SCORES);
        clear();
    }

    /** Appends the scores of the next lane. */
    void add(Scores scores) {
        bytes.putLong(scores.examples())
                .putDouble(scores.lossSum())
                .putLong(scores.top1Correct())
                .putLong(scores.top5Correct());
    }

    byte[] bytes(Peers.Word word) {
        return bytes.put(0, word.wantsStop() ? STOPS : 0)
                .putInt(1, word.badRecords())
                .array();
    }

    /** Makes room for the next step. */
    void clear() {
        bytes.clear().position(BYTES_OF_WORD);
    }

    /** What the notes of all workers, in the order of their lanes, say together. */
    static StepSum join(List<byte[]> notes) {
        boolean stops = false;
        long badRecords = 0;
        List<Scores> lanes = new ArrayList<>();
        for (byte[] note : notes) {
            ByteBuffer input = ByteBuffer.wrap(note);
            stops |= input.get() == STOPS;
            badRecords += input.getInt();
            while (input.hasRemaining()) {
                lanes.add(new Scores(input.getLong(), input.getDouble(), input.getLong(), input.getLong()));
            }
        }
        return new StepSum(ReductionTree.reduce(lanes.size(), lanes::get, Scores::plus), stops, badRecords);
    }
}
