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

    private final StripResize along = new StripResize();

    /** {@code [StripResize.GROUP][C][columns that are taken]} */
    private int[][][] source = {};

    /** {@code [][C][columns.size() or more]}: row r of the source, resized along its length, at r modulo their number. */
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
        along.open(columns, channels);
        if (source.length == 0 || source[0].length != channels || source[0][0].length < along.width()) {
            source = new int[StripResize.GROUP][channels][along.width()];
        }
        boolean isNarrow = sums.length < along.lengthOfRow();
        if (isNarrow) {
            sums = new int[along.lengthOfRow()];
        }
        int kept = rows.count() + StripResize.ROWS;
        if (isNarrow || resized.length < kept || resized[0].length != channels) {
            resized = new int[kept][channels][sums.length];
        }
    }

    /** Resizes the rows [rows.first(), rows.end()) of the columns likewise. */
    void run(PixelRows input, LevelRows output) throws UndecodableException {
        for (int row = 0; row < rows.size(); row++) {
            int end = rows.starts()[row] + rows.count();
            while (nextRow < end) {
                resizeStrip(input);
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
    private static void limit(Taps taps, int[] levels, int count) {
        for (int i = 0; taps.count() > MOST_WITHOUT_LIMIT && i < count; i++) {
            levels[i] = Math.min(LARGEST, levels[i]);
        }
    }

    private void resizeStrip(PixelRows input) throws UndecodableException {
        int count = Math.min(StripResize.ROWS, rows.end() - rows.first() - nextRow);
        for (int first = 0; first < count; first += StripResize.GROUP) {
            // Rows behind the last one are what lies there; nobody asks for them.
            for (int row = 0; row < Math.min(StripResize.GROUP, count - first); row++) {
                input.read(source[row]);
            }
            along.put(first, source);
        }
        along.resize();
        int[][][] output = new int[count][][];
        Arrays.setAll(output, row -> resizedRow(nextRow + row));
        along.write(output);
        for (int[][] row : output) {
            for (int[] levels : row) {
                limit(columns, levels, columns.size());
            }
        }
        nextRow += count;
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
