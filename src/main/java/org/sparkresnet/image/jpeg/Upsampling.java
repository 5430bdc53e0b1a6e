package org.sparkresnet.image.jpeg;

/**
 * A few rows of a component at the picture's own size. Where a component has half of the columns or rows, or both, libjpeg's
 * triangle filter is used (jdsample.c, "fancy upsampling"), bit for bit: three quarters of the nearer sample and one of
 * the farther. At other ratios samples are repeated. The memory is used again and grows to the widest picture.
 *
 * <p>Each step is a loop of its own through all rows, over arrays at one and the same index, because the compiler makes
 * vector instructions of nothing else, and the longer the loops the more they gain; copying rows to where they can be used
 * so costs less.
 */
final class Upsampling {
    private final Samples samples = new Samples();
    private int across;
    private int down;
    private boolean smoothAcross;
    private boolean smoothDown;

    /** Rows of the component, one behind the other, and those above or below each of them. */
    private int[] near = {};

    private int[] far = {};

    /** Both together. */
    private int[] mixed = {};

    /** Left and right halves of samples that are spread, and these in turn. */
    private int[] lefts = {};

    private int[] rights = {};
    private int[] wide = {};

    private int[] rows = {};

    /** What is spread; it is opened before this is. */
    Samples samples() {
        return samples;
    }

    /**
     * Begins a picture.
     *
     * @param newAcross how many columns of the picture one sample stands for, 1 to 4
     * @param newDown how many rows
     * @param smooth whether triangles are used at all: not where a block is a single sample
     */
    void open(int newAcross, int newDown, boolean smooth) {
        across = newAcross;
        down = newDown;
        boolean half = across == 2 && samples.width() > 2;
        smoothAcross = smooth && half && down <= 2;
        smoothDown = smooth && down == 2 && (half || across == 1);
    }

    /** What {@link #make} has made: row after row, without anything between them. */
    int[] rows() {
        return rows;
    }

    /** Makes the columns [left, right) of the rows [y, y + count) of the picture. */
    void make(int y, int count, int left, int right) {
        int first = left / across;
        int length = (right - 1) / across + 1 - first;
        if (smoothAcross) {
            int withNeighbors = length + 2;
            spread(take(y, count, first - 1, withNeighbors), count * withNeighbors);
            cut(count, 2 * withNeighbors, left - first * across, right - left);
            return;
        }
        rows = take(y, count, first, length);
        if (across == 1 && smoothDown) {
            for (int row = 0; row < count; row++) {
                divide(rows, row * length, (row + 1) * length, (y + row) % 2 == 0 ? 1 : 2);
            }
        } else if (across > 1) {
            repeat(count * length);
            cut(count, across * length, left - first * across, right - left);
        }
    }

    /** Columns [begin, begin + length) of the rows, times 4 if each is mixed with the one above or below it. */
    private int[] take(int y, int count, int begin, int length) {
        near = reserve(near, count * length);
        for (int row = 0; row < count; row++) {
            copy((y + row) / down, begin, length, near, row * length);
        }
        if (!smoothDown) {
            return near;
        }
        far = reserve(far, count * length);
        mixed = reserve(mixed, count * length);
        for (int row = 0; row < count; row++) {
            int neighbor = (y + row) % 2 == 0 ? (y + row) / 2 - 1 : (y + row) / 2 + 1;
            copy(neighbor, begin, length, far, row * length);
        }
        mix(near, far, mixed, count * length, 0, 0);
        return mixed;
    }

    /** Copies a stretch of a row; beyond the left and the right edge of the picture the samples there are repeated. */
    private void copy(int row, int begin, int length, int[] to, int start) {
        int from = Math.max(0, begin);
        int end = Math.min(samples.width(), begin + length);
        System.arraycopy(samples.values(), samples.at(row, from), to, start + from - begin, end - from);
        if (from > begin) {
            to[start] = to[start + 1];
        }
        if (end < begin + length) {
            to[start + length - 1] = to[start + length - 2];
        }
    }

    /** Sample i + 1 becomes two at 2 i, for all of {@code count} but the outermost. */
    private void spread(int[] narrow, int count) {
        int shift = smoothDown ? 4 : 2;
        int inner = count - 2;
        lefts = reserve(lefts, count);
        rights = reserve(rights, count);
        far = reserve(far, count);
        System.arraycopy(narrow, 1, far, 0, inner);
        System.arraycopy(narrow, 2, rights, 0, inner);
        mix(far, narrow, lefts, inner, smoothDown ? 8 : 1, shift);
        mix(far, rights, rights, inner, smoothDown ? 7 : 2, shift);
        wide = reserve(wide, 2 * count);
        for (int i = 0; i < inner; i++) {
            wide[2 * i] = lefts[i];
            wide[2 * i + 1] = rights[i];
        }
    }

    /** Leaves of rows of {@code stride} in {@link #wide} the columns from {@code from} on. */
    private void cut(int count, int stride, int from, int length) {
        for (int row = 0; row < count; row++) {
            System.arraycopy(wide, row * stride + from, wide, row * length, length);
        }
        rows = wide;
    }

    /** Three parts of one and one of the other, rounded by adding {@code half}. */
    private static void mix(int[] near, int[] far, int[] output, int count, int half, int shift) {
        for (int i = 0; i < count; i++) {
            output[i] = 3 * near[i] + far[i] + half >> shift;
        }
    }

    /** A quarter, rounded by adding {@code half}. */
    private static void divide(int[] values, int from, int end, int half) {
        for (int i = from; i < end; i++) {
            values[i] = values[i] + half >> 2;
        }
    }

    private void repeat(int count) {
        wide = reserve(wide, across * count);
        int next = 0;
        for (int i = 0; i < count; i++) {
            for (int copy = 0; copy < across; copy++) {
                wide[next] = near[i];
                next++;
            }
        }
    }

    private static int[] reserve(int[] memory, int length) {
        return memory.length < length ? new int[length] : memory;
    }
}
