package org.sparkresnet.compute.engine;

import java.nio.FloatBuffer;
import java.util.List;
import org.sparkresnet.replica.Scores;
import org.sparkresnet.replica.Target;

/** Runs the passes of one DL4J graph on its flat vectors, in the thread that made it. */
public interface GraphEngine extends AutoCloseable {
    /**
     * Fills the flat gradient of the graph with that of the mean loss; at running statistics it is what averaging
     * subtracts from them.
     *
     * @param images {@code [N, C, H, W]}
     * @param targets what they are trained towards, {@code [N]}
     * @param chance names what dropout draws: the same number, the same masks
     */
    Scores computeGradient(FloatBuffer images, List<Target> targets, long chance);

    /**
     * Scores with running statistics.
     *
     * @param images {@code [N, C, H, W]}
     * @param labels their classes, {@code [N]}
     */
    Scores evaluate(FloatBuffer images, int[] labels);

    /**
     * Tells that the parameters may have changed since the last {@link #evaluate}, which else may keep what it made of
     * them.
     */
    default void parametersChanged() {}

    /** Has {@code observer} run the calls of all passes from now on; an engine that cannot tell calls apart ignores it. */
    default void observe(CallObserver observer) {}

    /** What computes, in words: where these differ, results may differ in their last bits. */
    String describe();

    @Override
    void close();
}
