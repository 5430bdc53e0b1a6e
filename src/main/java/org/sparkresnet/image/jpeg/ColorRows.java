package org.sparkresnet.image.jpeg;

/**
 * Rows of components to rows of red, green and blue. YCbCr as {@link Ycbcr} says; ink as Pillow does: files are taken to hold inverted ink, as Adobe writes it, so that a sample is what its ink leaves of the
 * light, and each color is dimmed by black.
 *
 * <p>Each step is a loop over arrays at one and the same index, without {@code Math.min}, because the compiler makes
 * vector instructions of nothing else.
 */
final class ColorRows {
    private static final int LARGEST = 255;

    private final ColorModel model;
    private final Upsampling[] sources;

    /** Pixels that are being written. */
    private int count;

    /** @param sources one per component; each has made its rows whenever {@link #write} is called */
    ColorRows(ColorModel model, Upsampling[] sources) {
        this.model = model;
        this.sources = sources;
    }

    /**
     * Writes the first {@code newCount} values of each channel.
     *
     * @param output red, green and blue, 0 to 255, each at least {@code newCount} long
     */
    void write(int newCount, int[][] output) {
        count = newCount;
        switch (model) {
            case GRAY -> copy(0, 0, 0, output);
            case RGB, CMYK -> copy(0, 1, 2, output);
            case YCBCR, YCCK -> Ycbcr.toRgb(count, sources[0].rows(), sources[1].rows(), sources[2].rows(), output);
        }
        if (model == ColorModel.YCCK) {
            for (int[] channel : output) {
                invert(channel);
            }
        }
        if (model == ColorModel.CMYK || model == ColorModel.YCCK) {
            for (int[] channel : output) {
                dim(channel);
            }
        }
    }

    private void copy(int red, int green, int blue, int[][] output) {
        System.arraycopy(sources[red].rows(), 0, output[0], 0, count);
        System.arraycopy(sources[green].rows(), 0, output[1], 0, count);
        System.arraycopy(sources[blue].rows(), 0, output[2], 0, count);
    }

    private void invert(int[] channel) {
        for (int i = 0; i < count; i++) {
            channel[i] = LARGEST - channel[i];
        }
    }

    /** Pillow's division by 255 (MULDIV255). */
    private void dim(int[] channel) {
        int[] black = sources[3].rows();
        for (int i = 0; i < count; i++) {
            int product = (LARGEST - channel[i]) * black[i] + 128;
            channel[i] = black[i] - ((product >> 8) + product >> 8);
        }
    }
}
