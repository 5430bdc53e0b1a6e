package org.sparkresnet.parallel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.sparkresnet.data.Batch;
import org.sparkresnet.data.Minibatch;
import org.sparkresnet.replica.Replica;
import org.sparkresnet.replica.Scores;

/**
 * A replica in plain Java: as many parameters as wanted, and a "gradient" that mixes parameters and pixels with very
 * different magnitudes, so that another order of additions gives other bits.
 */
final class PlainReplica implements Replica {
    private final FloatBuffer parameters;
    private final FloatBuffer momentum;
    private final FloatBuffer gradient;

    private PlainReplica(int floats) {
        parameters = allocate(floats);
        momentum = allocate(floats);
        gradient = allocate(floats);
        for (int i = 0; i < floats; i++) {
            parameters.put(i, 1f / (i + 3));
        }
    }

    @Override
    public FloatBuffer parameters() {
        return parameters.duplicate();
    }

    @Override
    public FloatBuffer momentum() {
        return momentum.duplicate();
    }

    @Override
    public FloatBuffer gradient() {
        return gradient.duplicate();
    }

    @Override
    public Scores computeGradient(Minibatch minibatch) {
        Batch batch = minibatch.batch();
        FloatBuffer images = batch.images();
        for (int i = 0; i < gradient.capacity(); i++) {
            float pixel = images.get(i % images.capacity());
            gradient.put(i, pixel * parameters.get(i) + pixel * pixel * (i % 7 == 0 ? 1e4f : 1e-3f));
        }
        return scores(batch);
    }

    @Override
    public void update(FloatBuffer gradientSum, int lanes, double learningRate) {
        for (int i = 0; i < gradient.capacity(); i++) {
            momentum.put(i, 0.9f * momentum.get(i) + gradientSum.get(i) / lanes);
            parameters.put(i, parameters.get(i) - (float) learningRate * 1e-4f * momentum.get(i));
        }
    }

    @Override
    public Scores evaluate(Batch batch) {
        return scores(batch);
    }

    @Override
    public String platform() {
        return "plain";
    }

    @Override
    public long offHeapBytes() {
        return 3L * Float.BYTES * parameters.capacity();
    }

    @Override
    public void close() {
        // The heap's collector frees direct buffers.
    }

    private Scores scores(Batch batch) {
        double loss = 0;
        for (int i = 0; i < batch.size(); i++) {
            loss += Math.abs(batch.images().get(i) * parameters.get(0)) + batch.label(i) / 3.0;
        }
        return new Scores(batch.size(), loss, batch.size() / 2, batch.size());
    }

    private static FloatBuffer allocate(int floats) {
        return ByteBuffer.allocateDirect(floats * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** Builds such replicas; {@code floats} is the length of the flat vector. */
    record Blueprint(int floats) implements Factory {
        @Override
        public Replica create() {
            return new PlainReplica(floats);
        }
    }
}
