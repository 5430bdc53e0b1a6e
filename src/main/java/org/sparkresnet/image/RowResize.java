package org.sparkresnet.image;

import java.util.Arrays;

/**
 * {@link BilinearResize} for speed, with the same outcome: takes rows as they are decoded and keeps only those that a row
 * of the outcome is made of. The memory is used again and grows to the widest picture.
 *
 * <p>Where the compiler is to make vector instructions, loops go over arrays at one and the same index.
 */
final class RowResize {
    private static final int HALF = 1 << AxisWeights.BITS - 1;
    private static final int LARGEST = 255;
    private static final int MOST_WITHOUT_LIMIT = 8192;

    private Taps rows;
    private Taps columns;
    private int channels;

    private final PairResize along = new PairResize();

    /** {@code [C][columns that are taken]}: two rows. */
    private int[][] source = {};

    private int[][] nextSource = {};

    /** {@code [][C][columns.size()]}: row r of the source, resized along its length, at r modulo their number. */
    private int[][][] resized = {};

    /** {@code [columns.size()]} */
    private int[] sums = {};

    private int nextRow;

    /** Begins a picture of {@code newChannels}. */
    void open(Taps newRows, Taps newColumns, int newChannels) {
        rows = newRows;
        columns = newColumns;
        channels = newChannels;
        nextRow = 0;
        along.open(columns);
        int width = columns.end() - columns.first();
        if (source.length != channels || source[0].length < width) {
            source = new int[channels][width];
            nextSource = new int[channels][width];
        }
        boolean isNarrow = sums.length < columns.size();
        if (isNarrow) {
            sums = new int[columns.size()];
        }
        // One more than a row of the outcome takes, because rows come in pairs.
        if (isNarrow || resized.length <= rows.count() || resized[0].length != channels) {
            resized = new int[rows.count() + 1][channels][sums.length];
        }
    }

    /** Resizes the rows [rows.first(), rows.end()) of the columns likewise. */
    void run(PixelRows input, LevelRows output) throws UndecodableException {
        for (int row = 0; row < rows.size(); row++) {
            int end = rows.starts()[row] + rows.count();
            while (nextRow < end) {
                resizePair(input);
            }
            for (int channel = 0; channel < channels; channel++) {
                mix(row, channel);
                output.take(row, channel, sums);
            }
        }
    }

    /**
     * Cuts off as Pillow does: weights are rounded, and many thousands of them could come to more than 1 together. Fewer
     * cannot: each of 255 levels times half of the last bit is less than the half that is rounded.
     */
    static void limit(Taps taps, int[] levels, int count) {
        for (int i = 0; taps.count() > MOST_WITHOUT_LIMIT && i < count; i++) {
            levels[i] = Math.min(LARGEST, levels[i]);
        }
    }

    private void resizePair(PixelRows input) throws UndecodableException {
        boolean isLast = nextRow + 1 == rows.end() - rows.first();
        input.read(source);
        if (!isLast) {
            input.read(nextSource);
        }
        int[][] output = resizedRow(nextRow);
        int[][] nextOutput = isLast ? output : resizedRow(nextRow + 1);
        for (int channel = 0; channel < channels; channel++) {
            int[] second = isLast ? source[channel] : nextSource[channel];
            along.resize(source[channel], second, output[channel], nextOutput[channel]);
        }
        nextRow += 2;
    }

    private int[][] resizedRow(int row) {
        return resized[row % resized.length];
    }

    private void mix(int row, int channel) {
        int start = rows.starts()[row];
        Arrays.fill(sums, HALF);
        for (int i = 0; i < rows.count(); i++) {
            int weight = rows.weights()[i][row];
            if (weight != 0) {
                add(resizedRow(start + i)[channel], weight);
            }
        }
        divide();
    }

    private void add(int[] row, int weight) {
        for (int i = 0; i < columns.size(); i++) {
            sums[i] += weight * row[i];
        }
    }

    private void divide() {
        for (int i = 0; i < columns.size(); i++) {
            sums[i] >>= AxisWeights.BITS;
        }
        limit(rows, sums, columns.size());
    }
}
