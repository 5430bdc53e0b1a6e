package org.sparkresnet.image.resize;

import java.util.Arrays;
import org.sparkresnet.image.UndecodableException;
import org.sparkresnet.image.file.PixelRows;

/**
 * {@link BilinearResize} for speed, with the same outcome: takes rows as they are decoded and keeps only those that a row
 * of the outcome is made of. The memory is used again and grows to the widest picture.
 *
 * <p>Where the compiler is to make vector instructions, loops go over arrays at one and the same index.
 */
public final class RowResize implements ResizedRows {
    private static final int HALF = 1 << AxisWeights.BITS - 1;
    private static final int LARGEST = 255;
    private static final int MOST_WITHOUT_LIMIT = 8192;

    private PixelRows input;
    private Taps rows;
    private Taps columns;
    private int channels;

    private final StripResize along = new StripResize();

    /** {@code [C][StripResize.GROUP * columns that are taken]}, row after row */
    private int[][] source = {};

    /** {@code [][C * stride]}: row r of the source, resized along its length, at r modulo their number. */
    private int[][] resized = {};

    /** {@code [C * stride]} */
    private int[] sums = {};

    /** From one channel of a resized row to the next. */
    private int stride;

    private int nextRow;

    /**
     * Begins a picture.
     *
     * @param newInput the rows [newRows.first(), newRows.end()) of the columns likewise
     */
    public void open(PixelRows newInput, Taps newRows, Taps newColumns, int newChannels) {
        input = newInput;
        rows = newRows;
        columns = newColumns;
        channels = newChannels;
        nextRow = 0;
        along.open(columns, channels);
        stride = along.lengthOfRow();
        source = reserve(source, channels, StripResize.GROUP * along.width());
        resized = reserve(resized, rows.count() + StripResize.ROWS, channels * stride);
        if (sums.length < channels * stride) {
            sums = new int[channels * stride];
        }
    }

    @Override
    public void run(LevelRows output) throws UndecodableException {
        for (int row = 0; row < rows.size(); row++) {
            output.take(row, make(row), stride);
        }
    }

    /** Rows of the outcome. */
    int size() {
        return rows.size();
    }

    /** From one channel of a row to the next. */
    int stride() {
        return stride;
    }

    /**
     * The rows of the outcome, in order.
     *
     * @return {@code [C * stride]}, 0 to 255; is used again
     */
    int[] make(int row) throws UndecodableException {
        int end = rows.starts()[row] + rows.count();
        while (nextRow < end) {
            resizeStrip();
        }
        mix(row);
        return sums;
    }

    /**
     * Cuts off as Pillow does: weights are rounded, and many thousands of them could come to more than 1 together. Fewer
     * cannot: each of 255 levels times half of the last bit is less than the half that is rounded.
     */
    private void limit(Taps taps, int[] levels) {
        for (int i = 0; taps.count() > MOST_WITHOUT_LIMIT && i < channels * stride; i++) {
            levels[i] = Math.min(LARGEST, levels[i]);
        }
    }

    private void resizeStrip() throws UndecodableException {
        int count = Math.min(StripResize.ROWS, rows.end() - rows.first() - nextRow);
        for (int first = 0; first < count; first += StripResize.GROUP) {
            // Rows behind the last one are what lies there; nobody asks for them.
            input.read(Math.min(StripResize.GROUP, count - first), source);
            along.put(first, source);
        }
        along.resize();
        int[][] output = new int[count][];
        for (int row = 0; row < count; row++) {
            output[row] = resizedRow(nextRow + row);
        }
        along.write(output);
        for (int[] levels : output) {
            limit(columns, levels);
        }
        nextRow += count;
    }

    private int[] resizedRow(int row) {
        return resized[row % resized.length];
    }

    private void mix(int row) {
        int start = rows.starts()[row];
        int[][] weights = rows.weights();
        // What the weights of most pictures need, in one go; there are always four, zeros among them.
        if (rows.count() <= 4) {
            mixFour(start, weights[0][row], weights[1][row], weights[2][row], weights[3][row]);
            limit(rows, sums);
            return;
        }
        Arrays.fill(sums, 0, channels * stride, HALF);
        for (int i = 0; i < rows.count(); i += 2) {
            addTwo(resizedRow(start + i), weights[i][row], resizedRow(start + i + 1), weights[i + 1][row]);
        }
        for (int i = 0; i < channels * stride; i++) {
            sums[i] >>= AxisWeights.BITS;
        }
        limit(rows, sums);
    }

    /** From row {@code start} on; of rows with a weight of zero it does not matter what lies there. */
    private void mixFour(int start, int weight0, int weight1, int weight2, int weight3) {
        int[] levels0 = resizedRow(start);
        int[] levels1 = resizedRow(start + 1);
        int[] levels2 = resizedRow(start + 2);
        int[] levels3 = resizedRow(start + 3);
        for (int i = 0; i < channels * stride; i++) {
            int sum = weight0 * levels0[i] + weight1 * levels1[i] + weight2 * levels2[i] + weight3 * levels3[i];
            sums[i] = sum + HALF >> AxisWeights.BITS;
        }
    }

    private void addTwo(int[] levels0, int weight0, int[] levels1, int weight1) {
        for (int i = 0; i < channels * stride; i++) {
            sums[i] += weight0 * levels0[i] + weight1 * levels1[i];
        }
    }

    private static int[][] reserve(int[][] memory, int count, int length) {
        boolean fits = memory.length >= count && memory[0].length >= length;
        return fits ? memory : new int[count][length];
    }
}
