package org.sparkresnet.image.resize;

import java.util.Arrays;
import org.sparkresnet.image.Picture;

/**
 * Pillow's antialiased bilinear resizing, bit for bit ({@code Image.resize} with {@code BILINEAR}): rows are resized
 * along their length and rounded to 8 bits, then these rows are mixed and rounded again.
 *
 * <p>Only rows and columns that the outcome needs are worked out, and of the rows resized along their length only as
 * many are kept as one row of the outcome is made of.
 */
final class BilinearResize {
    private static final int HALF = 1 << (AxisWeights.BITS - 1);
    private static final int LARGEST_LEVEL = 255;

    private final Picture source;
    private final int channels;
    private final AxisWeights columns;

    /** Row r of the source, resized along its length, at place r modulo their number: {@code [][columns * channels]}. */
    private final int[][] resizedRows;

    /** Rows of the source before this one have been resized along their length, or are not needed. */
    private int nextRow;

    private BilinearResize(Picture source, AxisWeights rows, AxisWeights columns) {
        this.source = source;
        this.channels = source.shape().channels();
        this.columns = columns;
        this.resizedRows = new int[rows.most()][columns.size() * channels];
    }

    /** The part of {@code source} that the weights of both axes name, {@code [rows.size(), columns.size(), C]}. */
    static Picture apply(Picture source, AxisWeights rows, AxisWeights columns) {
        return new BilinearResize(source, rows, columns).mix(rows);
    }

    private Picture mix(AxisWeights rows) {
        int length = columns.size() * channels;
        byte[] pixels = new byte[rows.size() * length];
        int[] sums = new int[length];
        for (int row = 0; row < rows.size(); row++) {
            int[] weights = rows.weights(row);
            prepare(rows.start(row), weights.length);
            Arrays.fill(sums, HALF);
            for (int i = 0; i < weights.length; i++) {
                add(sums, resizedRow(rows.start(row) + i), weights[i]);
            }
            for (int i = 0; i < length; i++) {
                pixels[row * length + i] = (byte) level(sums[i]);
            }
        }
        return new Picture(source.shape().resized(rows.size(), columns.size()), pixels);
    }

    /** Resizes along their length what is still missing of the rows [start, start + count). */
    private void prepare(int start, int count) {
        nextRow = Math.max(nextRow, start);
        while (nextRow < start + count) {
            resizeAlong(nextRow, resizedRow(nextRow));
            nextRow++;
        }
    }

    private int[] resizedRow(int row) {
        return resizedRows[row % resizedRows.length];
    }

    private void resizeAlong(int row, int[] output) {
        int rowStart = row * source.shape().width() * channels;
        for (int column = 0; column < columns.size(); column++) {
            int from = rowStart + columns.start(column) * channels;
            if (channels == 3) {
                writeColor(from, columns.weights(column), output, column * 3);
            } else {
                for (int channel = 0; channel < channels; channel++) {
                    output[column * channels + channel] = level(weightedSum(from + channel, columns.weights(column)));
                }
            }
        }
    }

    private int weightedSum(int from, int[] weights) {
        byte[] pixels = source.pixels();
        int sum = HALF;
        int at = from;
        for (int weight : weights) {
            sum += weight * Byte.toUnsignedInt(pixels[at]);
            at += channels;
        }
        return sum;
    }

    /** Three {@link #weightedSum}s in one pass: the whole resize takes a third less time. */
    private void writeColor(int from, int[] weights, int[] output, int to) {
        byte[] pixels = source.pixels();
        int red = HALF;
        int green = HALF;
        int blue = HALF;
        int at = from;
        for (int weight : weights) {
            red += weight * Byte.toUnsignedInt(pixels[at]);
            green += weight * Byte.toUnsignedInt(pixels[at + 1]);
            blue += weight * Byte.toUnsignedInt(pixels[at + 2]);
            at += 3;
        }
        output[to] = level(red);
        output[to + 1] = level(green);
        output[to + 2] = level(blue);
    }

    /** Adds a row, times its weight; a loop of its own, so that the compiler makes vector instructions of it. */
    private static void add(int[] sums, int[] row, int weight) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += weight * row[i];
        }
    }

    /** Cut off as Pillow does: weights are rounded, and many thousands of them could come to more than 1 together. */
    private static int level(int sum) {
        return Math.min(LARGEST_LEVEL, sum >> AxisWeights.BITS);
    }
}
