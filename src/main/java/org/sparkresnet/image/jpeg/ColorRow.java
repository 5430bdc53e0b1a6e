package org.sparkresnet.image.jpeg;

/**
 * One row of components to one row of red, green and blue. YCbCr as libjpeg converts it (jdcolor.c), bit for bit; ink as
 * Pillow does: files are taken to hold inverted ink, as Adobe writes it, so that a sample is what its ink leaves of the
 * light, and each color is dimmed by black.
 *
 * <p>Each step is a loop of its own, so that the compiler makes vector instructions of it.
 */
final class ColorRow {
    private static final int CENTER = 128;
    private static final int LARGEST = 255;

    /** Bits behind the point of the factors of jdcolor.c. */
    private static final int BITS = 16;

    private static final int HALF = 1 << BITS - 1;
    private static final int RED_OF_CR = 91_881;
    private static final int BLUE_OF_CB = 116_130;
    private static final int GREEN_OF_CR = 46_802;
    private static final int GREEN_OF_CB = 22_554;

    private final ColorModel model;
    private final Upsampling[] sources;
    private final int width;

    /** @param sources one per component; each has made its row whenever {@link #write} is called */
    ColorRow(ColorModel model, Upsampling[] sources, int width) {
        this.model = model;
        this.sources = sources;
        this.width = width;
    }

    /** @param output {@code [3, width]}: red, green, blue */
    void write(int[] output) {
        switch (model) {
            case GRAY -> copy(0, 0, 0, output);
            case RGB, CMYK -> copy(0, 1, 2, output);
            case YCBCR, YCCK -> fromYcbcr(output);
        }
        if (model == ColorModel.YCCK) {
            invert(output);
        }
        if (model == ColorModel.CMYK || model == ColorModel.YCCK) {
            for (int channel = 0; channel < 3; channel++) {
                dim(output, channel * width);
            }
        }
    }

    private void copy(int red, int green, int blue, int[] output) {
        System.arraycopy(sources[red].row(), sources[red].start(), output, 0, width);
        System.arraycopy(sources[green].row(), sources[green].start(), output, width, width);
        System.arraycopy(sources[blue].row(), sources[blue].start(), output, 2 * width, width);
    }

    private void fromYcbcr(int[] output) {
        add(sources[2], RED_OF_CR, output, 0);
        subtractBoth(output);
        add(sources[1], BLUE_OF_CB, output, 2 * width);
    }

    private void add(Upsampling chroma, int factor, int[] output, int to) {
        int[] light = sources[0].row();
        int[] color = chroma.row();
        int lightStart = sources[0].start();
        int colorStart = chroma.start();
        for (int i = 0; i < width; i++) {
            int level = light[lightStart + i] + (factor * (color[colorStart + i] - CENTER) + HALF >> BITS);
            output[to + i] = Math.max(0, Math.min(LARGEST, level));
        }
    }

    private void subtractBoth(int[] output) {
        int[] light = sources[0].row();
        int[] cb = sources[1].row();
        int[] cr = sources[2].row();
        int lightStart = sources[0].start();
        int cbStart = sources[1].start();
        int crStart = sources[2].start();
        for (int i = 0; i < width; i++) {
            int both = HALF - GREEN_OF_CB * (cb[cbStart + i] - CENTER) - GREEN_OF_CR * (cr[crStart + i] - CENTER);
            output[width + i] = Math.max(0, Math.min(LARGEST, light[lightStart + i] + (both >> BITS)));
        }
    }

    private static void invert(int[] output) {
        for (int i = 0; i < output.length; i++) {
            output[i] = LARGEST - output[i];
        }
    }

    /** Pillow's division by 255 (MULDIV255). */
    private void dim(int[] output, int from) {
        int[] black = sources[3].row();
        int blackStart = sources[3].start();
        for (int i = 0; i < width; i++) {
            int light = black[blackStart + i];
            int product = (LARGEST - output[from + i]) * light + 128;
            output[from + i] = light - ((product >> 8) + product >> 8);
        }
    }
}
