package org.sparkresnet.image.resize;

import java.util.Arrays;

/**
 * Which pixels along one axis make up each pixel of a resized picture, and with which weights: Pillow's bilinear filter
 * ({@code Resample.c}), a triangle that is as wide as two pixels of the smaller of the two pictures, in fixed point.
 */
final class AxisWeights {
    /** Bits behind the point: 8 bits of a pixel and 2 of the sum's overflow leave 22 of an int. */
    static final int BITS = 22;

    /** {@code [size]} */
    private final int[] starts;
    /** {@code [size][]}, each as long as the pixel needs */
    private final int[][] weights;

    private AxisWeights(int[] starts, int[][] weights) {
        this.starts = starts;
        this.weights = weights;
    }

    /** For all pixels of an axis of {@code input} pixels that is resized to {@code output}. */
    static AxisWeights of(int input, int output) {
        return part(input, output, 0, output);
    }

    /** For the pixels [first, first + size) alone of an axis that is resized from {@code input} to {@code output}. */
    static AxisWeights part(int input, int output, int first, int size) {
        double scale = (double) input / output;
        double support = Math.max(scale, 1);
        int[] starts = new int[size];
        int[][] weights = new int[size][];
        for (int i = 0; i < size; i++) {
            double center = (first + i + 0.5) * scale;
            starts[i] = (int) Math.max(0, center - support + 0.5);
            int end = (int) Math.min(input, center + support + 0.5);
            weights[i] = triangle(starts[i], end, center, 1 / support);
        }
        return new AxisWeights(starts, weights);
    }

    /**
     * The same where the stretch that is resized lies anywhere between pixels, as Pillow does it for a {@code box}; of
     * pixels that the stretch has no part of nothing is taken.
     *
     * @param start where the stretch begins, in pixels
     * @param length of the stretch
     * @param axis says how many pixels the stretch becomes, and which of them are kept
     * @param side pixels that there are along the axis
     */
    static AxisWeights stretch(double start, double length, Axis axis, int side) {
        double scale = length / axis.total();
        double support = Math.max(scale, 1);
        int least = (int) start;
        int most = (int) Math.min(side, Math.ceil(start + length));
        int[] starts = new int[axis.size()];
        int[][] weights = new int[axis.size()][];
        for (int i = 0; i < starts.length; i++) {
            double center = start + (axis.first() + i + 0.5) * scale;
            starts[i] = (int) Math.max(least, center - support + 0.5);
            int end = (int) Math.min(most, center + support + 0.5);
            weights[i] = triangle(starts[i], end, center, 1 / support);
        }
        return new AxisWeights(starts, weights);
    }

    /** The same weights for an axis whose first pixel lies at {@code offset} of the picture: a crop that is resized. */
    AxisWeights shifted(int offset) {
        return new AxisWeights(
                Arrays.stream(starts).map(start -> start + offset).toArray(), weights);
    }

    /** Number of pixels along the axis after resizing. */
    int size() {
        return starts.length;
    }

    /** The first pixel before resizing that pixel {@code i} after resizing is made of; never falls from i to i + 1. */
    int start(int i) {
        return starts[i];
    }

    /**
     * Weights of the pixels from {@link #start} on, not negative; their sum is 2^{@value #BITS}, but for rounding. Read
     * only.
     */
    int[] weights(int i) {
        return weights[i];
    }

    /** The largest number of weights of one pixel. */
    int most() {
        return Arrays.stream(weights).mapToInt(row -> row.length).max().orElseThrow();
    }

    private static int[] triangle(int start, int end, double center, double steepness) {
        double[] heights = new double[end - start];
        double total = 0;
        for (int i = 0; i < heights.length; i++) {
            heights[i] = Math.max(0, 1 - Math.abs((i + start - center + 0.5) * steepness));
            total += heights[i];
        }
        int[] fixed = new int[heights.length];
        for (int i = 0; i < fixed.length; i++) {
            fixed[i] = (int) (0.5 + heights[i] / total * (1 << BITS));
        }
        return fixed;
    }
}
