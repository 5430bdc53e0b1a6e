package org.sparkresnet.image.resize;

import java.util.Arrays;
import org.sparkresnet.image.file.PixelRows;

/**
 * Resizes a strip of {@value #ROWS} rows along their length, in one go for all rows and channels: the strip lies there
 * column by column, so that a pixel of the outcome is a sum of a few whole columns, each times one weight. The compiler
 * makes vector instructions of that, which it does not where each pixel of a row begins at a place of its own; turning
 * rows into columns and back costs less than is gained. The memory is used again and grows to the widest picture.
 */
final class StripResize {
    /** Rows of a strip: as many as make loops long, while the columns still fit into a processor's second memory. */
    static final int ROWS = 32;

    /** Rows that are put in at once. */
    static final int GROUP = PixelRows.MOST_ROWS;

    private static final int HALF = 1 << AxisWeights.BITS - 1;

    /** Weights that are taken at once: {@link Taps} has zeros up to there. */
    private static final int TOGETHER = 4;

    private Taps taps;
    private int channels;

    /** {@code [columns that are taken, and a few more][C * ROWS]} */
    private int[][] columns = {};

    /** {@code [taps.size() or a few more][C * ROWS]}: the outcome, times 2^{@value AxisWeights#BITS}. */
    private int[][] sums = {};

    /** What each sum begins with: one half for rounding. */
    private int[] halves = {};

    /** Begins a picture. */
    void open(Taps newTaps, int newChannels) {
        taps = newTaps;
        columns = reserve(columns, width() + TOGETHER, newChannels);
        sums = reserve(sums, lengthOfRow(), newChannels);
        if (channels != newChannels) {
            halves = new int[newChannels * ROWS];
            Arrays.fill(halves, HALF);
        }
        channels = newChannels;
    }

    /** Columns that are taken, from {@code taps.first()} on. */
    int width() {
        return taps.end() - taps.first();
    }

    /** How long rows of the outcome must be: whole groups of columns are written. */
    int lengthOfRow() {
        return (taps.size() + GROUP - 1) / GROUP * GROUP;
    }

    /**
     * Puts {@link #GROUP} rows into the strip.
     *
     * @param first where in the strip, a multiple of {@link #GROUP}
     * @param rows {@code [C][GROUP * width]}, row after row
     */
    void put(int first, int[][] rows) {
        int width = width();
        for (int channel = 0; channel < channels; channel++) {
            int[] row = rows[channel];
            int to = channel * ROWS + first;
            for (int x = 0; x < width; x++) {
                int[] column = columns[x];
                column[to] = row[x];
                column[to + 1] = row[width + x];
                column[to + 2] = row[2 * width + x];
                column[to + 3] = row[3 * width + x];
                column[to + 4] = row[4 * width + x];
                column[to + 5] = row[5 * width + x];
                column[to + 6] = row[6 * width + x];
                column[to + 7] = row[7 * width + x];
            }
        }
    }

    /** Resizes what has been put in. */
    void resize() {
        for (int i = 0; i < taps.size(); i++) {
            int[] before = halves;
            int done = 0;
            while (done + 2 < taps.count()) {
                addFour(i, done, before);
                before = sums[i];
                done += TOGETHER;
            }
            if (done < taps.count()) {
                addTwo(i, done, before);
            }
        }
    }

    /**
     * Gives the outcome.
     *
     * @param rows {@code [rows of the strip, or fewer][C * lengthOfRow()]}, channel after channel: become 0 to 255
     */
    void write(int[][] rows) {
        for (int i = 0; i < taps.size(); i += GROUP) {
            for (int channel = 0; channel < channels; channel++) {
                gather(i, channel * ROWS, rows, channel * lengthOfRow() + i);
            }
        }
    }

    private void addFour(int i, int from, int[] before) {
        int start = taps.starts()[i] + from;
        int weight0 = taps.weights()[from][i];
        int weight1 = taps.weights()[from + 1][i];
        int weight2 = taps.weights()[from + 2][i];
        int weight3 = taps.weights()[from + 3][i];
        int[] column0 = columns[start];
        int[] column1 = columns[start + 1];
        int[] column2 = columns[start + 2];
        int[] column3 = columns[start + 3];
        int[] output = sums[i];
        for (int j = 0; j < output.length; j++) {
            int sum = weight0 * column0[j] + weight1 * column1[j] + weight2 * column2[j] + weight3 * column3[j];
            output[j] = before[j] + sum;
        }
    }

    private void addTwo(int i, int from, int[] before) {
        int start = taps.starts()[i] + from;
        int weight0 = taps.weights()[from][i];
        int weight1 = taps.weights()[from + 1][i];
        int[] column0 = columns[start];
        int[] column1 = columns[start + 1];
        int[] output = sums[i];
        for (int j = 0; j < output.length; j++) {
            output[j] = before[j] + weight0 * column0[j] + weight1 * column1[j];
        }
    }

    /** Columns i to i + 7 of a channel, whose rows lie there from {@code start} on, to the places {@code to} on of rows. */
    private void gather(int i, int start, int[][] rows, int to) {
        int[] sum0 = sums[i];
        int[] sum1 = sums[i + 1];
        int[] sum2 = sums[i + 2];
        int[] sum3 = sums[i + 3];
        int[] sum4 = sums[i + 4];
        int[] sum5 = sums[i + 5];
        int[] sum6 = sums[i + 6];
        int[] sum7 = sums[i + 7];
        for (int row = 0; row < rows.length; row++) {
            int from = start + row;
            int[] levels = rows[row];
            levels[to] = sum0[from] >> AxisWeights.BITS;
            levels[to + 1] = sum1[from] >> AxisWeights.BITS;
            levels[to + 2] = sum2[from] >> AxisWeights.BITS;
            levels[to + 3] = sum3[from] >> AxisWeights.BITS;
            levels[to + 4] = sum4[from] >> AxisWeights.BITS;
            levels[to + 5] = sum5[from] >> AxisWeights.BITS;
            levels[to + 6] = sum6[from] >> AxisWeights.BITS;
            levels[to + 7] = sum7[from] >> AxisWeights.BITS;
        }
    }

    private static int[][] reserve(int[][] memory, int count, int channels) {
        boolean fits = memory.length >= count && memory[0].length == channels * ROWS;
        return fits ? memory : new int[count][channels * ROWS];
    }
}
