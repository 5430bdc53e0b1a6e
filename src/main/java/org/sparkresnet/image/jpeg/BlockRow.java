package org.sparkresnet.image.jpeg;

import java.util.Arrays;

/**
 * The coefficients of a row of blocks, times their steps. Blocks lie in groups, and in a group the same coefficient of all
 * of them side by side, {@code [groups][64][together]}: so a transform goes through all blocks of a group at once, along
 * columns and along rows alike. The memory is used again and grows to the widest picture.
 */
final class BlockRow {
    /** Most blocks of a group: the arrays of a transform of them fit into a processor's nearest memory. */
    static final int MOST_TOGETHER = 48;

    private static final int BLOCK = 64;

    /** Of {@link #targets}. */
    static final int OFFSET_SHIFT = 32;

    /** {@code [groups][64][together]}; all zeros before blocks are read into it. */
    int[] values = {};

    /**
     * {@code [64]}, in the order of the file: how far behind the first coefficient of its block each one lies, from bit
     * {@value #OFFSET_SHIFT} on, and its step below.
     */
    final long[] targets = new long[BLOCK];

    /** Coefficients behind this place in the order of the file are not needed. */
    int lastNeeded;

    private int blocks;
    private int together;

    /**
     * Begins a picture.
     *
     * @param newBlocks blocks of the row
     * @param size samples a side that each of them becomes; it takes so many rows and columns of its coefficients
     * @param steps {@code [64]}, in the order of the file: what each coefficient is multiplied by
     */
    void open(int newBlocks, int size, int[] steps) {
        blocks = newBlocks;
        together = Component.divideUp(blocks, Component.divideUp(blocks, MOST_TOGETHER));
        lastNeeded = ZigZag.lastWithin(size);
        int length = groups() * BLOCK * together;
        if (values.length < length) {
            values = new int[length];
        } else {
            // A file that broke off may have left something.
            Arrays.fill(values, 0, length, 0);
        }
        for (int place = 0; place < BLOCK; place++) {
            long offset = ZigZag.NATURAL[place] * together;
            targets[place] = offset << OFFSET_SHIFT | steps[place];
        }
    }

    /** Puts a coefficient, times its step, where its target says; {@code start} is that of its block. */
    static void put(int coefficient, long target, int[] values, int start) {
        values[start + (int) (target >> OFFSET_SHIFT)] = coefficient * (int) target;
    }

    /** Where the first coefficient of a block lies. */
    int start(int block) {
        return block / together * BLOCK * together + block % together;
    }

    /** How far behind the first coefficient of its block that at {@code place} in the order of the file lies. */
    int offset(int place) {
        return (int) (targets[place] >> OFFSET_SHIFT);
    }

    /** Number of groups. */
    int groups() {
        return Component.divideUp(blocks, together);
    }

    /** Blocks that have room in a group. */
    int together() {
        return together;
    }

    /** Blocks that are in a group: fewer, at most in the last one. */
    int blocks(int group) {
        return Math.min(together, blocks - group * together);
    }

    /**
     * Copies the first {@code columns} coefficients of a row of each block of a group.
     *
     * @param target {@code [columns][together]}
     */
    void copy(int group, int row, int columns, int[] target) {
        int from = (group * BLOCK + row * 8) * together;
        System.arraycopy(values, from, target, 0, columns * together);
    }

    /** Makes zeros of a group. */
    void clear(int group) {
        int from = group * BLOCK * together;
        Arrays.fill(values, from, from + BLOCK * together, 0);
    }
}
