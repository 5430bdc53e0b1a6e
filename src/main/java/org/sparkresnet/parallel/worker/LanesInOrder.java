package org.sparkresnet.parallel.worker;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.sparkresnet.collective.ReductionTree;
import org.sparkresnet.replica.Scores;

/** No other workers: every lane's gradient is kept, and summed by recursion along the tree. */
final class LanesInOrder implements Peers {
    private final FloatBuffer[] gradients;
    private final Scores[] scores;
    private final Announcement own;

    LanesInOrder(int lanes, Announcement own) {
        this.gradients = new FloatBuffer[lanes];
        this.scores = new Scores[lanes];
        this.own = own;
    }

    @Override
    public void shareState(long step, FloatBuffer... state) throws StateLostException {
        if (!own.hasState()) {
            throw new StateLostException(step);
        }
    }

    @Override
    public void add(int lane, FloatBuffer gradient, Scores laneScores) {
        gradients[lane] = ByteBuffer.allocate(gradient.remaining() * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer()
                .put(gradient.duplicate())
                .flip();
        scores[lane] = laneScores;
    }

    @Override
    public StepSum sum(long step, Word word, FloatBuffer sum) {
        sum.duplicate().put(ReductionTree.reduce(gradients.length, lane -> gradients[lane], LanesInOrder::plus));
        return new StepSum(
                ReductionTree.reduce(scores.length, lane -> scores[lane], Scores::plus),
                word.wantsStop(),
                word.badRecords());
    }

    @Override
    public void abort(String sentence) {
        // Nobody waits.
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    private static FloatBuffer plus(FloatBuffer left, FloatBuffer right) {
        FloatBuffer sum = FloatBuffer.allocate(left.remaining());
        for (int i = 0; i < sum.capacity(); i++) {
            sum.put(i, left.get(i) + right.get(i));
        }
        return sum;
    }
}
