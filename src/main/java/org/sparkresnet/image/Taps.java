package org.sparkresnet.image;

import java.util.stream.IntStream;

/**
 * {@link AxisWeights} with the same number of weights for each pixel, zeros among them, in one array: a loop that always
 * goes round equally often is one that a processor foresees.
 *
 * @param first the first pixel that any of them takes
 * @param end behind the last one
 * @param count weights of each pixel
 * @param starts {@code [size]}: first pixel of each one, counted from {@code first}
 * @param weights {@code [size, count]}
 */
record Taps(int first, int end, int count, int[] starts, int[] weights) {
    static Taps of(AxisWeights axis) {
        int size = axis.size();
        int first = axis.start(0);
        int end = IntStream.range(0, size)
                .map(i -> axis.start(i) + axis.weights(i).length)
                .max()
                .orElseThrow();
        int count = axis.most();
        int[] starts = new int[size];
        int[] weights = new int[size * count];
        for (int i = 0; i < size; i++) {
            int start = Math.min(axis.start(i), end - count);
            starts[i] = start - first;
            System.arraycopy(axis.weights(i), 0, weights, i * count + axis.start(i) - start, axis.weights(i).length);
        }
        return new Taps(first, end, count, starts, weights);
    }

    /** Number of pixels after resizing. */
    int size() {
        return starts.length;
    }
}
