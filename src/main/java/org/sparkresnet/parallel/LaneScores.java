package org.sparkresnet.parallel;

import java.nio.ByteBuffer;
import java.util.List;
import org.sparkresnet.replica.Scores;

/** The scores of neighbouring lanes as bytes, in lane order, so that they travel with the gradients. */
final class LaneScores {
    private static final int BYTES = 4 * Long.BYTES;

    private LaneScores() {}

    static void write(Scores scores, ByteBuffer output) {
        output.putLong(scores.examples())
                .putDouble(scores.lossSum())
                .putLong(scores.top1Correct())
                .putLong(scores.top5Correct());
    }

    /** Appends the scores that were written into {@code note}, in order. */
    static void readAll(byte[] note, List<Scores> scores) {
        ByteBuffer input = ByteBuffer.wrap(note);
        while (input.hasRemaining()) {
            scores.add(new Scores(input.getLong(), input.getDouble(), input.getLong(), input.getLong()));
        }
    }

    /** Room for the scores of {@code lanes} lanes. */
    static ByteBuffer allocate(int lanes) {
        return ByteBuffer.allocate(lanes * BYTES);
    }
}
