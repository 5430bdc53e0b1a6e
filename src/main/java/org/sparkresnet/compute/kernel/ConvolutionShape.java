package org.sparkresnet.compute.kernel;

/**
 * A convolution.
 *
 * @param outputChannels at least 1
 */
public record ConvolutionShape(Shape input, int outputChannels, Window window) {
    /** What comes out. */
    public Shape output() {
        Shape scanned = window.over(input);
        return new Shape(input.pictures(), outputChannels, scanned.height(), scanned.width());
    }

    /** Number of weights, {@code [outputChannels, channels, side, side]}. */
    public long weights() {
        return (long) outputChannels * input.channels() * window.side() * window.side();
    }

    /** Multiplications and additions of one pass, forward or to either gradient. */
    public long operations() {
        return 2 * weights() * input.pictures() * output().height() * output().width();
    }
}
