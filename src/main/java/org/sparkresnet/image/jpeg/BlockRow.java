package org.sparkresnet.image.jpeg;

import java.util.Arrays;

/**
 * The coefficients of a row of blocks, times their steps: the first rows of all blocks side by side, then the second rows,
 * and so on, {@code [8, blocks * 8]}. The memory is used again and grows to the widest picture.
 */
final class BlockRow {
    private static final int SIDE = 8;
    private static final int BLOCK = 64;

    /** Of {@link #targets}. */
    static final int OFFSET_SHIFT = 32;

    /** {@code [8, blocks * 8]}; all zeros before blocks are read into it. */
    int[] values = {};

    /**
     * {@code [64]}, in the order of the file: how far behind the first coefficient of its block each one lies, from bit
     * {@value #OFFSET_SHIFT} on, and its step below.
     */
    final long[] targets = new long[BLOCK];

    /** Coefficients behind this place in the order of the file are not needed. */
    int lastNeeded;

    private int blocks;

    /**
     * Begins a picture.
     *
     * @param newBlocks blocks of the row
     * @param size samples a side that each of them becomes; it takes so many rows and columns of its coefficients
     * @param steps {@code [64]}, in the order of the file: what each coefficient is multiplied by
     */
    void open(int newBlocks, int size, int[] steps) {
        blocks = newBlocks;
        lastNeeded = ZigZag.lastWithin(size);
        int length = blocks * BLOCK;
        if (values.length < length) {
            values = new int[length];
        } else {
            // A file that broke off may have left something.
            Arrays.fill(values, 0, length, 0);
        }
        for (int place = 0; place < BLOCK; place++) {
            long offset = ZigZag.NATURAL[place] / SIDE * stride() + ZigZag.NATURAL[place] % SIDE;
            targets[place] = offset << OFFSET_SHIFT | steps[place];
        }
    }

    /** Puts a coefficient, times its step, where its target says; {@code start} is that of its block. */
    static void put(int coefficient, long target, int[] values, int start) {
        values[start + (int) (target >> OFFSET_SHIFT)] = coefficient * (int) target;
    }

    /** How far behind the first coefficient of its block that at {@code place} in the order of the file lies. */
    int offset(int place) {
        return (int) (targets[place] >> OFFSET_SHIFT);
    }

    /** Number of blocks. */
    int blocks() {
        return blocks;
    }

    /** From one row of coefficients to the next. */
    int stride() {
        return blocks * SIDE;
    }
}
