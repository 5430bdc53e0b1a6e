package org.sparkresnet.compute.kernel;

/**
 * What a library has to offer to compute a residual network: kernels by shape.
 *
 * <p>Activations and their gradients have the library's own order in memory, the same for all of one shape; all else is
 * plain row-major float32, as in DL4J's flat vectors: weights of convolutions {@code [O, I, side, side]}, of dense layers
 * {@code [outputs, inputs]}, one value per channel for what belongs to a channel. Operands are given to {@link Kernel#on}
 * in the order of the comments here; results come last. A gradient d is that of the loss with respect to what it is
 * named after.
 */
public interface Kernels extends AutoCloseable {
    /** Bytes of an activation. */
    long bytes(Shape activation);

    /** Whether activations of this shape are plain {@code [N, C, H, W]}. */
    boolean isPlain(Shape activation);

    /** pictures plain {@code [N, C, H, W]} → activation. */
    Kernel arrangement(Shape pictures);

    /** x, weights, then what the epilogue needs → y. */
    Kernel convolution(ConvolutionShape shape, Epilogue epilogue);

    /** weights → packed weights, in the order of memory that {@link #packedConvolution} for the same arguments wants. */
    Kernel weightPacking(ConvolutionShape shape, Epilogue epilogue);

    /** Bytes of packed weights. */
    long packedBytes(ConvolutionShape shape, Epilogue epilogue);

    /** x, packed weights, then what the epilogue needs → y. */
    Kernel packedConvolution(ConvolutionShape shape, Epilogue epilogue);

    /** dy, weights → dx. */
    Kernel convolutionDataGradient(ConvolutionShape shape);

    /** x, dy → dweights, and dbias if there is one. */
    Kernel convolutionWeightGradient(ConvolutionShape shape, boolean bias);

    /** x, scale, shift → mean, variance (over all but channels, biased), mask, y; of the batch (arXiv:1502.03167). */
    Kernel norm(NormShape shape);

    /** x, mean, variance, scale, mask, dy → dx, dscale, dshift; dx may be dy. */
    Kernel normGradient(NormShape shape);

    /** Bytes of the mask of a norm: where ReLU let values through. */
    long maskBytes(NormShape shape);

    /** x, mean, variance, scale, shift → y, with given statistics; y may be x. */
    Kernel normOfStatistics(NormShape shape);

    /** a, b → a + b, or {@code max(a + b, 0)}; the result may be a or b. */
    Kernel addition(Shape shape, boolean relu);

    /** x → max(x, 0); y may be x. */
    Kernel relu(Shape shape);

    /** y, dy → dx of ReLU, from what came out of it; dx may be dy. */
    Kernel reluGradient(Shape shape);

    /** x → ELU(x); alpha is at least 0. */
    Kernel elu(Shape shape, float alpha);

    /** y, dy → dx of ELU, from what came out of it; dx may be dy. */
    Kernel eluGradient(Shape shape, float alpha);

    /** x → y. */
    Kernel paddedShortcut(ShortcutShape shape);

    /** dy → dx. */
    Kernel paddedShortcutGradient(ShortcutShape shape);

    /** x → positions, y. */
    Kernel maxPooling(Shape input, Window window);

    /** dy, positions → dx. */
    Kernel maxPoolingGradient(Shape input, Window window);

    /** Bytes of the positions of the largest values. */
    long positionBytes(Shape input, Window window);

    /** x → its mean over height and width, plain {@code [N, C]}. */
    Kernel meanPooling(Shape input);

    /** dy → dx. */
    Kernel meanPoolingGradient(Shape input);

    /** x, weights, bias → y, all plain: {@code [N, inputs]}, {@code [N, outputs]}. */
    Kernel dense(DenseShape shape);

    /** dy, weights → dx. */
    Kernel denseDataGradient(DenseShape shape);

    /** x, dy → dweights, dbias. */
    Kernel denseWeightGradient(DenseShape shape);

    /** Library, version and layout in words: where these differ, results may differ in their last bits. */
    String describe();

    /** Frees all kernels that were made here. */
    @Override
    void close();
}
