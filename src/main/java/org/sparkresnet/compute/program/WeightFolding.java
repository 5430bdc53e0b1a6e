package org.sparkresnet.compute.program;

import java.nio.FloatBuffer;
import org.sparkresnet.compute.engine.NativeMemory;
import org.sparkresnet.compute.kernel.ConvolutionShape;
import org.sparkresnet.compute.kernel.Kernel;

/**
 * Weights of a convolution times the factor of their output channel. Operands: weights {@code [O, I, side, side]},
 * factors {@code [O]}; their products.
 */
final class WeightFolding implements Kernel {
    private final int channels;
    private final int weightsOfChannel;

    WeightFolding(ConvolutionShape shape) {
        channels = shape.outputChannels();
        weightsOfChannel = Math.toIntExact(shape.weights() / channels);
    }

    @Override
    public long scratchBytes() {
        return 0;
    }

    @Override
    public Runnable on(long scratch, long... operands) {
        FloatBuffer weights = NativeMemory.floats(operands[0], (long) channels * weightsOfChannel);
        FloatBuffer factors = NativeMemory.floats(operands[1], channels);
        FloatBuffer products = NativeMemory.floats(operands[2], (long) channels * weightsOfChannel);
        float[] row = new float[weightsOfChannel];
        return () -> {
            for (int channel = 0; channel < channels; channel++) {
                weights.get(channel * weightsOfChannel, row);
                float factor = factors.get(channel);
                for (int i = 0; i < weightsOfChannel; i++) {
                    row[i] *= factor;
                }
                products.put(channel * weightsOfChannel, row);
            }
        };
    }
}
