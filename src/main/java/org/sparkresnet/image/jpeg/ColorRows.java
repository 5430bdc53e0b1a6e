package org.sparkresnet.image.jpeg;

/**
 * Rows of components to rows of red, green and blue. YCbCr as libjpeg converts it (jdcolor.c), bit for bit; ink as
 * Pillow does: files are taken to hold inverted ink, as Adobe writes it, so that a sample is what its ink leaves of the
 * light, and each color is dimmed by black.
 *
 * <p>Each step is a loop over arrays at one and the same index, without {@code Math.min}, because the compiler makes
 * vector instructions of nothing else.
 */
final class ColorRows {
    private static final int CENTER = 128;
    private static final int LARGEST = 255;

    /** Shifted by so many bits a negative number is all ones, others are zero: limits without a branch. */
    private static final int SIGN = 31;

    /** Bits behind the point of the factors of jdcolor.c. */
    private static final int BITS = 16;

    private static final int HALF = 1 << BITS - 1;
    private static final int RED_OF_CR = 91_881;
    private static final int BLUE_OF_CB = 116_130;
    private static final int GREEN_OF_CR = 46_802;
    private static final int GREEN_OF_CB = 22_554;

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
            case YCBCR, YCCK -> fromYcbcr(output);
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

    private void fromYcbcr(int[][] output) {
        int[] light = sources[0].rows();
        int[] cb = sources[1].rows();
        int[] cr = sources[2].rows();
        add(light, cr, RED_OF_CR, output[0]);
        subtractBoth(light, cb, cr, output[1]);
        add(light, cb, BLUE_OF_CB, output[2]);
    }

    private void add(int[] light, int[] color, int factor, int[] output) {
        for (int i = 0; i < count; i++) {
            int level = light[i] + (factor * (color[i] - CENTER) + HALF >> BITS);
            int notBelow = level & ~(level >> SIGN);
            output[i] = (notBelow | LARGEST - notBelow >> SIGN) & LARGEST;
        }
    }

    private void subtractBoth(int[] light, int[] cb, int[] cr, int[] output) {
        for (int i = 0; i < count; i++) {
            int both = HALF - GREEN_OF_CB * (cb[i] - CENTER) - GREEN_OF_CR * (cr[i] - CENTER);
            int level = light[i] + (both >> BITS);
            int notBelow = level & ~(level >> SIGN);
            output[i] = (notBelow | LARGEST - notBelow >> SIGN) & LARGEST;
        }
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
