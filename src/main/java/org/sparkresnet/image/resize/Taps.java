package org.sparkresnet.image.resize;

import java.util.stream.IntStream;
import org.sparkresnet.image.Window;

/**
 * Which pixels along one axis make up each pixel of a resized picture, and with which weights: {@code AxisWeights}, with
 * as many for each pixel of the outcome as for any other, zeros among them, so that all of them can get their i-th weight
 * in one loop.
 *
 * @param first the first pixel that any of them takes
 * @param end behind the last one
 * @param count weights of each pixel that may differ from zero
 * @param starts {@code [size]}: first pixel of each one, counted from {@code first}
 * @param weights {@code [count or a few more][size]}: the i-th weight of each pixel; it is zero where start + i lies
 *     behind the end
 */
public record Taps(int first, int end, int count, int[] starts, int[][] weights) {
    /** Weights come in groups of so many, the last ones filled up with zeros. */
    private static final int GROUP = 4;

    static Taps of(AxisWeights axis) {
        int size = axis.size();
        int first = axis.start(0);
        int end = IntStream.range(0, size)
                .map(i -> axis.start(i) + axis.weights(i).length)
                .max()
                .orElseThrow();
        int count = axis.most();
        int[] starts = new int[size];
        int[][] weights = new int[(count + GROUP - 1) / GROUP * GROUP][size];
        for (int i = 0; i < size; i++) {
            int start = Math.min(axis.start(i), end - count);
            starts[i] = start - first;
            int skipped = axis.start(i) - start;
            for (int j = 0; j < axis.weights(i).length; j++) {
                weights[skipped + j][i] = axis.weights(i)[j];
            }
        }
        return new Taps(first, end, count, starts, weights);
    }

    /** What both axes take of a picture. */
    public static Window window(Taps rows, Taps columns) {
        return new Window(rows.first(), columns.first(), rows.end() - rows.first(), columns.end() - columns.first());
    }

    /** Number of pixels after resizing. */
    public int size() {
        return starts.length;
    }
}
