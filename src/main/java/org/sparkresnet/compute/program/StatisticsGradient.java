package org.sparkresnet.compute.program;

import java.nio.FloatBuffer;
import org.sparkresnet.compute.engine.NativeMemory;
import org.sparkresnet.compute.graph.Node;
import org.sparkresnet.compute.kernel.Kernel;
import org.sparkresnet.compute.kernel.Shape;

/**
 * What the flat gradient holds for running means and variances: {@code (1 - decay) * (running - batch)}, which is
 * subtracted from them as it is. The variance is the unbiased one, as in PyTorch.
 *
 * <p>Operands: mean and variance of the batch, running mean and variance, their gradients.
 */
final class StatisticsGradient implements Kernel {
    private final int channels;
    private final float share;
    private final float unbias;
    private final NumberWatch watch;

    StatisticsGradient(Node.Norm norm, NumberWatch watch) {
        this.watch = watch;
        Shape shape = norm.output();
        channels = shape.channels();
        share = (float) (1 - norm.decay());
        long values = shape.values() / channels;
        // One value has no variance; PyTorch refuses such a batch, here its variance of 0 stays.
        unbias = values > 1 ? (float) (values / (values - 1.0)) : 1f;
    }

    @Override
    public long scratchBytes() {
        return 0;
    }

    @Override
    public Runnable on(long scratch, long... operands) {
        FloatBuffer mean = floats(operands[0]);
        FloatBuffer variance = floats(operands[1]);
        FloatBuffer runningMean = floats(operands[2]);
        FloatBuffer runningVariance = floats(operands[3]);
        FloatBuffer meanGradient = floats(operands[4]);
        FloatBuffer varianceGradient = floats(operands[5]);
        return () -> {
            for (int i = 0; i < channels; i++) {
                watch.see(mean.get(i));
                watch.see(variance.get(i));
                meanGradient.put(i, share * (runningMean.get(i) - mean.get(i)));
                varianceGradient.put(i, share * (runningVariance.get(i) - variance.get(i) * unbias));
            }
        };
    }

    private FloatBuffer floats(long address) {
        return NativeMemory.floats(address, channels);
    }
}
