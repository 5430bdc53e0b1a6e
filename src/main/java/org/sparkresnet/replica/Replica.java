package org.sparkresnet.replica;

import java.io.Serializable;
import java.nio.FloatBuffer;
import org.sparkresnet.data.Batch;
import org.sparkresnet.data.Minibatch;

/**
 * One copy of the network on one worker, seen as flat vectors of float32.
 *
 * <p>Parameters, momentum and gradient have the same length and order on every replica. The parameters hold the running
 * mean and variance of batch normalization too; in the gradient their places hold what is to be subtracted. The buffers
 * are direct, in native byte order, with position 0, and stay the same for the replica's life: writing to {@link
 * #parameters} and {@link #momentum} is how a state is restored. A replica belongs to the one thread that made it.
 */
public interface Replica extends AutoCloseable {
    /**
     * All parameters, {@code [n]}. Who writes takes the buffer anew each time: an evaluation may keep what it made of
     * the parameters until this or {@link #update} is called.
     */
    FloatBuffer parameters();

    /** The optimizer's velocity, {@code [n]}; zero at the start and in the places of batch statistics. */
    FloatBuffer momentum();

    /** What the last call of {@link #computeGradient} left, {@code [n]}: the mean over the batch. */
    FloatBuffer gradient();

    /**
     * Forward and backward pass over a training batch; fills {@link #gradient}, changes nothing else.
     *
     * @param minibatch what the network draws on the way is named by its step and lane
     */
    Scores computeGradient(Minibatch minibatch);

    /**
     * One optimizer update of all parameters.
     *
     * @param gradientSum {@code [n]}, the sum of the gradients of all lanes; may be {@link #gradient} itself
     * @param lanes how many gradients were summed
     * @param learningRate at least 0
     */
    void update(FloatBuffer gradientSum, int lanes, double learningRate);

    /** Forward pass with the running statistics of batch normalization. */
    Scores evaluate(Batch batch);

    /** Processor, threads and native libraries in words: where these differ, results may differ in their last bits. */
    String platform();

    /**
     * Bytes that native arrays occupy outside of the Java heap in this process, those of its other replicas too; after
     * the first steps this number stays.
     */
    long offHeapBytes();

    /** Frees the native memory; to be called by the thread that made the replica. */
    @Override
    void close();

    /** Builds replicas on the workers. It is what travels; a replica never does. */
    interface Factory extends Serializable {
        /** A replica with the initial parameters of the run's seed and zero momentum. */
        Replica create();
    }
}
