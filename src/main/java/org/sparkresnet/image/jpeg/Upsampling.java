package org.sparkresnet.image.jpeg;

/**
 * One row of a component at the picture's own size. Where a component has half of the columns or rows, or both, libjpeg's
 * triangle filter is used (jdsample.c, "fancy upsampling"), bit for bit: three quarters of the nearer sample and one of
 * the farther. At other ratios samples are repeated. The memory is used again and grows to the widest picture.
 *
 * <p>Each step is a loop of its own over arrays at one and the same index, because the compiler makes vector instructions
 * of nothing else; copying a row to where it can be used so costs less.
 */
final class Upsampling {
    private final Samples samples = new Samples();
    private int across;
    private int down;
    private boolean smoothAcross;
    private boolean smoothDown;

    /** A row of the component, and the next nearest row or its left or right neighbors. */
    private int[] near = {};

    private int[] far = {};

    /** At place i + 1 the i-th sample, in two parts if {@link #smoothDown}: what is spread across. */
    private int[] narrow = {};

    /** Left and right halves of samples that are spread. */
    private int[] lefts = {};

    private int[] rights = {};
    private int[] wide = {};
    private int[] row = {};

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

    /** What {@link #make} has made, from its first place on. */
    int[] row() {
        return row;
    }

    /** Makes the columns [left, right) of row {@code y} of the picture. */
    void make(int y, int left, int right) {
        int first = left / across;
        int count = (right - 1) / across + 1 - first;
        reserve(count);
        if (smoothAcross) {
            int begin = Math.max(0, first - 1);
            int end = Math.min(samples.width(), first + count + 1);
            fill(y, begin, end);
            System.arraycopy(row, 0, narrow, begin - first + 1, end - begin);
            repeatEdges(begin == first, end == first + count, count);
            spread(count);
        } else if (across == 1) {
            fill(y, first, first + count);
            if (smoothDown) {
                divide(row, count, y % 2 == 0 ? 1 : 2);
            }
        } else {
            repeat(samples.values(), samples.at(y / down, first), count);
        }
        if (left > first * across) {
            System.arraycopy(wide, left - first * across, wide, 0, right - left);
        }
    }

    /** Columns [begin, end) of the row, times 4 if two rows are mixed. */
    private void fill(int y, int begin, int end) {
        int count = end - begin;
        row = near;
        System.arraycopy(samples.values(), samples.at(y / down, begin), near, 0, count);
        if (smoothDown) {
            int neighbor = y % 2 == 0 ? y / 2 - 1 : y / 2 + 1;
            System.arraycopy(samples.values(), samples.at(neighbor, begin), far, 0, count);
            mix(near, far, wide, count);
            row = wide;
        }
    }

    private void repeatEdges(boolean left, boolean right, int count) {
        if (left) {
            narrow[0] = narrow[1];
        }
        if (right) {
            narrow[count + 1] = narrow[count];
        }
    }

    private void spread(int count) {
        int shift = smoothDown ? 4 : 2;
        System.arraycopy(narrow, 1, near, 0, count);
        mix(near, narrow, lefts, count);
        divide(lefts, count, smoothDown ? 8 : 1, shift);
        System.arraycopy(narrow, 2, far, 0, count);
        mix(near, far, rights, count);
        divide(rights, count, smoothDown ? 7 : 2, shift);
        row = wide;
        for (int i = 0; i < count; i++) {
            wide[2 * i] = lefts[i];
            wide[2 * i + 1] = rights[i];
        }
    }

    private static void mix(int[] near, int[] far, int[] output, int count) {
        for (int i = 0; i < count; i++) {
            output[i] = 3 * near[i] + far[i];
        }
    }

    private static void divide(int[] values, int count, int half) {
        divide(values, count, half, 2);
    }

    private static void divide(int[] values, int count, int half, int shift) {
        for (int i = 0; i < count; i++) {
            values[i] = values[i] + half >> shift;
        }
    }

    private void repeat(int[] values, int from, int count) {
        row = wide;
        int next = 0;
        for (int i = 0; i < count; i++) {
            for (int copy = 0; copy < across; copy++) {
                wide[next] = values[from + i];
                next++;
            }
        }
    }

    private void reserve(int count) {
        if (near.length < count + 2) {
            near = new int[count + 2];
            far = new int[count + 2];
            narrow = new int[count + 2];
            lefts = new int[count];
            rights = new int[count];
            wide = new int[4 * count + 4];
        }
    }
}
