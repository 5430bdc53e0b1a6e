package org.sparkresnet.image.jpeg;

/**
 * One row of a component at the picture's own size. Where a component has half of the columns or rows, or both, libjpeg's
 * triangle filter is used (jdsample.c, "fancy upsampling"), bit for bit: three quarters of the nearer sample and one of
 * the farther. At other ratios samples are repeated. The memory is used again and grows to the widest picture.
 */
final class Upsampling {
    private final Samples samples = new Samples();
    private int across;
    private int down;
    private boolean smoothAcross;
    private boolean smoothDown;

    /** One row of the component, at place i the sample left of the i-th; times 4 where two rows are mixed. */
    private int[] narrow = {};

    private int[] wide = {};
    private int[] row;
    private int start;

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

    /** Makes the columns [left, right) of row {@code y} of the picture. */
    void make(int y, int left, int right) {
        if (across == 1 && !smoothDown) {
            row = samples.values();
            start = samples.at(y / down, left);
            return;
        }
        int first = left / across;
        int count = (right - 1) / across + 1 - first;
        reserve(count);
        row = wide;
        start = left - first * across;
        if (smoothAcross) {
            int begin = Math.max(0, first - 1);
            int end = Math.min(samples.width(), first + count + 1);
            fill(y, begin, end, begin - first + 1);
            repeatEdges(begin == first, end == first + count, count);
            spread(count);
        } else if (smoothDown) {
            fill(y, first, first + count, 0);
            divide(narrow, wide, count, y % 2 == 0 ? 1 : 2);
        } else {
            repeat(samples.values(), samples.at(y / down, first), count);
        }
    }

    /** What {@link #make} has made lies here, */
    int[] row() {
        return row;
    }

    /** from here on. */
    int start() {
        return start;
    }

    /** Columns [begin, end) of the row or of the mix of two, from place {@code to} on. */
    private void fill(int y, int begin, int end, int to) {
        int near = y / down;
        int at = samples.at(near, begin);
        if (!smoothDown) {
            System.arraycopy(samples.values(), at, narrow, to, end - begin);
            return;
        }
        int far = y % 2 == 0 ? near - 1 : near + 1;
        mix(samples.values(), at, samples.at(far, begin), to, end - begin);
    }

    private void mix(int[] values, int near, int far, int to, int count) {
        int[] mixed = narrow;
        for (int i = 0; i < count; i++) {
            mixed[to + i] = 3 * values[near + i] + values[far + i];
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
        int[] from = narrow;
        int[] to = wide;
        int shift = smoothDown ? 4 : 2;
        int leftHalf = smoothDown ? 8 : 1;
        int rightHalf = smoothDown ? 7 : 2;
        int before = from[0];
        int middle = from[1];
        for (int i = 0; i < count; i++) {
            int after = from[i + 2];
            to[2 * i] = 3 * middle + before + leftHalf >> shift;
            to[2 * i + 1] = 3 * middle + after + rightHalf >> shift;
            before = middle;
            middle = after;
        }
    }

    private static void divide(int[] from, int[] to, int count, int half) {
        for (int i = 0; i < count; i++) {
            to[i] = from[i] + half >> 2;
        }
    }

    private void repeat(int[] values, int from, int count) {
        int[] to = wide;
        int next = 0;
        for (int i = 0; i < count; i++) {
            for (int copy = 0; copy < across; copy++) {
                to[next++] = values[from + i];
            }
        }
    }

    private void reserve(int count) {
        if (narrow.length < count + 2) {
            narrow = new int[count + 2];
            wide = new int[4 * count + 4];
        }
    }
}
