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

    private Taps rows;
    private Taps columns;
    private int channels;

    /** {@code [C][columns that are taken]} */
    private int[][] source = {};

    /** {@code [rows.count()][C][columns.size()]}: row r of the source, resized along its length, at r modulo their number. */
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
        int width = columns.end() - columns.first();
        if (source.length != channels || source[0].length < width) {
            source = new int[channels][width];
        }
        boolean isNarrow = sums.length < columns.size();
        if (isNarrow) {
            sums = new int[columns.size()];
        }
        if (isNarrow || resized.length < rows.count() || resized[0].length != channels) {
            resized = new int[rows.count()][channels][sums.length];
        }
    }

    /**
     * Resizes the rows [rows.first(), rows.end()) of the columns likewise.
     *
     * @param output {@code [rows.size(), columns.size(), C]}
     */
    void run(PixelRows input, byte[] output) throws UndecodableException {
        int length = columns.size() * channels;
        for (int row = 0; row < rows.size(); row++) {
            int start = rows.starts()[row];
            while (nextRow < start + rows.count()) {
                input.read(source);
                resizeAlong(resized[nextRow % rows.count()]);
                nextRow++;
            }
            for (int channel = 0; channel < channels; channel++) {
                mix(row, channel);
                write(output, row * length + channel);
            }
        }
    }

    private void resizeAlong(int[][] output) {
        for (int channel = 0; channel < channels; channel++) {
            resizeAlong(source[channel], output[channel]);
        }
    }

    private void resizeAlong(int[] input, int[] output) {
        int count = columns.count();
        int[] weights = columns.weights();
        int[] starts = columns.starts();
        int next = 0;
        for (int column = 0; column < starts.length; column++) {
            int sum = HALF;
            int from = starts[column];
            for (int i = 0; i < count; i++) {
                sum += weights[next + i] * input[from + i];
            }
            next += count;
            output[column] = Math.min(LARGEST, sum >> AxisWeights.BITS);
        }
    }

    private void mix(int row, int channel) {
        int start = rows.starts()[row];
        Arrays.fill(sums, HALF);
        for (int i = 0; i < rows.count(); i++) {
            int weight = rows.weights()[row * rows.count() + i];
            if (weight != 0) {
                add(resized[(start + i) % rows.count()][channel], weight);
            }
        }
    }

    private void add(int[] row, int weight) {
        for (int i = 0; i < columns.size(); i++) {
            sums[i] += weight * row[i];
        }
    }

    private void write(byte[] output, int from) {
        for (int i = 0; i < columns.size(); i++) {
            output[from + i * channels] = (byte) Math.min(LARGEST, sums[i] >> AxisWeights.BITS);
        }
    }
}
