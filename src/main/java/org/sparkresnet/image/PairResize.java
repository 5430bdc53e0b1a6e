package org.sparkresnet.image;

import java.util.Arrays;

/**
 * Resizes two rows along their length at once: one in the lower half of a long, the other in the upper half. Weights are
 * not negative and come to 1 together, so that neither half ever reaches over into the other: a level of 8 bits times
 * {@link AxisWeights#BITS} bits stays below 2^31.
 *
 * <p>All pixels of the outcome get their first four or two weights, then the next, because a loop over the few weights of one
 * pixel costs more than it computes.
 */
final class PairResize {
    private static final long HALF = 1L << AxisWeights.BITS - 1;
    private static final long HALVES = HALF << Integer.SIZE | HALF;
    private static final int TOGETHER = 4;

    private Taps taps;

    /** Of the rows, as many as the taps reach, and zeros behind that. */
    private long[] packed = {};

    private long[] sums = {};

    /** Begins a picture. */
    void open(Taps newTaps) {
        taps = newTaps;
        int width = taps.end() - taps.first() + TOGETHER;
        if (packed.length < width) {
            packed = new long[width];
        }
        if (sums.length < taps.size()) {
            sums = new long[taps.size()];
        }
    }

    /** Writes what becomes of {@code first} and {@code second}, 0 to 255, as many values as there are taps. */
    void resize(int[] first, int[] second, int[] firstOutput, int[] secondOutput) {
        pack(first, second, taps.end() - taps.first());
        Arrays.fill(sums, 0, taps.size(), HALVES);
        int done = 0;
        while (done + 2 < taps.count()) {
            addFour(done);
            done += TOGETHER;
        }
        if (done < taps.count()) {
            addTwo(done);
        }
        for (int i = 0; i < taps.size(); i++) {
            long sum = sums[i];
            firstOutput[i] = (int) sum >> AxisWeights.BITS;
            secondOutput[i] = (int) (sum >> AxisWeights.BITS + Integer.SIZE);
        }
        RowResize.limit(taps, firstOutput, taps.size());
        RowResize.limit(taps, secondOutput, taps.size());
    }

    private void pack(int[] first, int[] second, int width) {
        for (int i = 0; i < width; i++) {
            packed[i] = (long) second[i] << Integer.SIZE | first[i];
        }
    }

    private void addFour(int from) {
        long[] pixels = packed;
        long[] output = sums;
        int[] starts = taps.starts();
        int[] weights0 = taps.weights()[from];
        int[] weights1 = taps.weights()[from + 1];
        int[] weights2 = taps.weights()[from + 2];
        int[] weights3 = taps.weights()[from + 3];
        for (int i = 0; i < starts.length; i++) {
            int at = starts[i] + from;
            output[i] += weights0[i] * pixels[at]
                    + weights1[i] * pixels[at + 1]
                    + weights2[i] * pixels[at + 2]
                    + weights3[i] * pixels[at + 3];
        }
    }

    private void addTwo(int from) {
        long[] pixels = packed;
        long[] output = sums;
        int[] starts = taps.starts();
        int[] weights0 = taps.weights()[from];
        int[] weights1 = taps.weights()[from + 1];
        for (int i = 0; i < starts.length; i++) {
            int at = starts[i] + from;
            output[i] += weights0[i] * pixels[at] + weights1[i] * pixels[at + 1];
        }
    }
}
