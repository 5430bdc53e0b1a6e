package org.sparkresnet.parallel.worker;

import java.io.IOException;
import java.nio.FloatBuffer;
import org.sparkresnet.replica.Scores;

/** The other workers of a segment, as one worker sees them: what is summed with them and what is said to them. */
interface Peers extends AutoCloseable {
    /**
     * Makes sure that this worker has the state of the segment's first step, taking it from another worker if need be.
     *
     * @param state parameters and momentum, which are overwritten if this worker announced that it has no state
     * @throws StateLostException if nobody has the state
     */
    void shareState(long step, FloatBuffer... state) throws IOException, InterruptedException;

    /** Adds the gradient of one of the own lanes, {@code [n]}, in ascending order of lanes; it is copied. */
    void add(int lane, FloatBuffer gradient, Scores scores);

    /**
     * Sums the gradients of all lanes of all workers along the tree.
     *
     * @param word what this worker has to say to all
     * @param sum {@code [n]}, receives the same bits on every worker
     * @return what all workers know after this step
     */
    StepSum sum(long step, Word word, FloatBuffer sum) throws IOException, InterruptedException;

    /** Tells the others why this worker gives up, so that they do not wait for it. */
    void abort(String sentence);

    @Override
    void close();

    /**
     * What one worker says beside its gradients.
     *
     * @param wantsStop whether it wants to end behind this step
     * @param badRecords that it met in this step
     */
    record Word(boolean wantsStop, int badRecords) {}

    /**
     * The same on every worker, so that all of them draw the same conclusions without another word.
     *
     * @param scores of all lanes, summed along the tree
     * @param stops whether a worker wants to end behind this step
     * @param badRecords that all workers met in this step
     */
    record StepSum(Scores scores, boolean stops, long badRecords) {}
}
