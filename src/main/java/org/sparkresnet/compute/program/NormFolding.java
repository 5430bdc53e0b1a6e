package org.sparkresnet.compute.program;

import java.nio.FloatBuffer;
import org.sparkresnet.compute.engine.NativeMemory;
import org.sparkresnet.compute.graph.Node;
import org.sparkresnet.compute.kernel.Kernel;

/**
 * Batch normalization with running statistics as one product and one sum per channel. Operands: scale, shift, mean,
 * variance of the norm; factor {@code scale / sqrt(variance + epsilon)} and summand {@code shift - mean * factor}.
 */
final class NormFolding implements Kernel {
    private final int channels;
    private final double epsilon;

    NormFolding(Node.Norm norm) {
        channels = norm.output().channels();
        epsilon = norm.shape().epsilon();
    }

    @Override
    public long scratchBytes() {
        return 0;
    }

    @Override
    public Runnable on(long scratch, long... operands) {
        FloatBuffer scale = floats(operands[0]);
        FloatBuffer shift = floats(operands[1]);
        FloatBuffer mean = floats(operands[2]);
        FloatBuffer variance = floats(operands[3]);
        FloatBuffer factors = floats(operands[4]);
        FloatBuffer summands = floats(operands[5]);
        return () -> {
            for (int i = 0; i < channels; i++) {
                double factor = scale.get(i) / Math.sqrt(variance.get(i) + epsilon);
                factors.put(i, (float) factor);
                summands.put(i, (float) (shift.get(i) - mean.get(i) * factor));
            }
        };
    }

    private FloatBuffer floats(long address) {
        return NativeMemory.floats(address, channels);
    }
}
