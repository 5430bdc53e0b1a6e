package org.sparkresnet.image.jpeg;

import java.util.Arrays;

/**
 * From the coefficients of a block to samples of 0 to 255 (T.81, A.3.3), in whole numbers: the slow-but-accurate integer
 * method of libjpeg (jidctint.c; Loeffler, Ligtenberg and Moschytz, "Practical fast 1-D DCT algorithms with 11
 * multiplications", 1989), bit for bit. Blocks of 4, 2 and 1 samples a side come of the low frequencies alone, as in
 * libjpeg 7 and later.
 */
final class InverseTransform {
    private static final int SIDE = 8;

    /** Bits behind the point of the constants, and those that the first pass leaves. */
    private static final int BITS = 13;

    private static final int FIRST_PASS_BITS = 2;
    private static final int FIRST_SHIFT = BITS - FIRST_PASS_BITS;

    /** A factor of 8 belongs to the transform itself. */
    private static final int SECOND_SHIFT = BITS + FIRST_PASS_BITS + 3;

    private static final int CENTER = 128;
    private static final int LARGEST = 255;

    private static final int C_0_298 = 2446;
    private static final int C_0_390 = 3196;
    private static final int C_0_541 = 4433;
    private static final int C_0_765 = 6270;
    private static final int C_0_899 = 7373;
    private static final int C_1_175 = 9633;
    private static final int C_1_501 = 12299;
    private static final int C_1_847 = 15137;
    private static final int C_1_961 = 16069;
    private static final int C_2_053 = 16819;
    private static final int C_2_562 = 20995;
    private static final int C_3_072 = 25172;

    /** {@code [8, 8]}, between the passes. */
    private final int[] middle = new int[SIDE * SIDE];

    /**
     * Writes {@code size x size} samples.
     *
     * @param block {@code [8, 8]}, multiplied with their steps; is changed to zeros
     * @param last place, in the order of the file, of the last coefficient that is not zero
     * @param size 8, 4, 2 or 1
     * @param samples row r is written from {@code offset + r * stride} on
     */
    void apply(int[] block, int last, int size, int[] samples, int offset, int stride) {
        if (last == 0 || size == 1) {
            flat(block[0], size, samples, offset, stride);
        } else if (size == SIDE) {
            whole(block, samples, offset, stride);
        } else if (size == SIDE / 2) {
            half(block, samples, offset, stride);
        } else {
            quarter(block, samples, offset, stride);
        }
        if (last == 0) {
            block[0] = 0;
        } else {
            Arrays.fill(block, 0);
        }
    }

    private static void flat(int dc, int size, int[] samples, int offset, int stride) {
        int level = level((dc + 4 >> 3) + CENTER);
        for (int row = 0; row < size; row++) {
            int from = offset + row * stride;
            for (int column = 0; column < size; column++) {
                samples[from + column] = level;
            }
        }
    }

    private void whole(int[] block, int[] samples, int offset, int stride) {
        for (int column = 0; column < SIDE; column++) {
            wholeColumn(block, middle, column);
        }
        for (int row = 0; row < SIDE; row++) {
            wholeRow(middle, row * SIDE, samples, offset + row * stride);
        }
    }

    private static void wholeColumn(int[] in, int[] out, int column) {
        int i0 = in[column];
        int i1 = in[column + 8];
        int i2 = in[column + 16];
        int i3 = in[column + 24];
        int i4 = in[column + 32];
        int i5 = in[column + 40];
        int i6 = in[column + 48];
        int i7 = in[column + 56];
        if ((i1 | i2 | i3 | i4 | i5 | i6 | i7) == 0) {
            int flat = i0 << FIRST_PASS_BITS;
            for (int row = 0; row < SIDE; row++) {
                out[column + row * SIDE] = flat;
            }
            return;
        }
        int e1 = (i2 + i6) * C_0_541;
        int e2 = e1 - i6 * C_1_847;
        int e3 = e1 + i2 * C_0_765;
        int e4 = (i0 + i4 << BITS) + (1 << FIRST_SHIFT - 1);
        int e5 = (i0 - i4 << BITS) + (1 << FIRST_SHIFT - 1);
        int z5 = (i7 + i3 + i5 + i1) * C_1_175;
        int z1 = -(i7 + i1) * C_0_899;
        int z2 = -(i5 + i3) * C_2_562;
        int z3 = z5 - (i7 + i3) * C_1_961;
        int z4 = z5 - (i5 + i1) * C_0_390;
        int o0 = i7 * C_0_298 + z1 + z3;
        int o1 = i5 * C_2_053 + z2 + z4;
        int o2 = i3 * C_3_072 + z2 + z3;
        int o3 = i1 * C_1_501 + z1 + z4;
        out[column] = e4 + e3 + o3 >> FIRST_SHIFT;
        out[column + 56] = e4 + e3 - o3 >> FIRST_SHIFT;
        out[column + 8] = e5 + e2 + o2 >> FIRST_SHIFT;
        out[column + 48] = e5 + e2 - o2 >> FIRST_SHIFT;
        out[column + 16] = e5 - e2 + o1 >> FIRST_SHIFT;
        out[column + 40] = e5 - e2 - o1 >> FIRST_SHIFT;
        out[column + 24] = e4 - e3 + o0 >> FIRST_SHIFT;
        out[column + 32] = e4 - e3 - o0 >> FIRST_SHIFT;
    }

    private static void wholeRow(int[] in, int from, int[] samples, int to) {
        int i1 = in[from + 1];
        int i2 = in[from + 2];
        int i3 = in[from + 3];
        int i4 = in[from + 4];
        int i5 = in[from + 5];
        int i6 = in[from + 6];
        int i7 = in[from + 7];
        // The center and one half are added here, for all eight.
        int i0 = in[from] + (CENTER << FIRST_PASS_BITS + 3) + (1 << FIRST_PASS_BITS + 2);
        int e1 = (i2 + i6) * C_0_541;
        int e2 = e1 - i6 * C_1_847;
        int e3 = e1 + i2 * C_0_765;
        int e4 = i0 + i4 << BITS;
        int e5 = i0 - i4 << BITS;
        int z5 = (i7 + i3 + i5 + i1) * C_1_175;
        int z1 = -(i7 + i1) * C_0_899;
        int z2 = -(i5 + i3) * C_2_562;
        int z3 = z5 - (i7 + i3) * C_1_961;
        int z4 = z5 - (i5 + i1) * C_0_390;
        int o0 = i7 * C_0_298 + z1 + z3;
        int o1 = i5 * C_2_053 + z2 + z4;
        int o2 = i3 * C_3_072 + z2 + z3;
        int o3 = i1 * C_1_501 + z1 + z4;
        samples[to] = level(e4 + e3 + o3 >> SECOND_SHIFT);
        samples[to + 7] = level(e4 + e3 - o3 >> SECOND_SHIFT);
        samples[to + 1] = level(e5 + e2 + o2 >> SECOND_SHIFT);
        samples[to + 6] = level(e5 + e2 - o2 >> SECOND_SHIFT);
        samples[to + 2] = level(e5 - e2 + o1 >> SECOND_SHIFT);
        samples[to + 5] = level(e5 - e2 - o1 >> SECOND_SHIFT);
        samples[to + 3] = level(e4 - e3 + o0 >> SECOND_SHIFT);
        samples[to + 4] = level(e4 - e3 - o0 >> SECOND_SHIFT);
    }

    private void half(int[] block, int[] samples, int offset, int stride) {
        for (int column = 0; column < 4; column++) {
            int i1 = block[column + 8];
            int i3 = block[column + 24];
            int z = (i1 + i3) * C_0_541 + (1 << FIRST_SHIFT - 1);
            int odd0 = z + i1 * C_0_765 >> FIRST_SHIFT;
            int odd1 = z - i3 * C_1_847 >> FIRST_SHIFT;
            int even0 = block[column] + block[column + 16] << FIRST_PASS_BITS;
            int even1 = block[column] - block[column + 16] << FIRST_PASS_BITS;
            middle[column] = even0 + odd0;
            middle[column + 24] = even0 - odd0;
            middle[column + 8] = even1 + odd1;
            middle[column + 16] = even1 - odd1;
        }
        for (int row = 0; row < 4; row++) {
            halfRow(middle, row * SIDE, samples, offset + row * stride);
        }
    }

    private static void halfRow(int[] in, int from, int[] samples, int to) {
        int i0 = in[from] + (CENTER << FIRST_PASS_BITS + 3) + (1 << FIRST_PASS_BITS + 2);
        int i1 = in[from + 1];
        int i2 = in[from + 2];
        int i3 = in[from + 3];
        int z = (i1 + i3) * C_0_541;
        int odd0 = z + i1 * C_0_765;
        int odd1 = z - i3 * C_1_847;
        int even0 = i0 + i2 << BITS;
        int even1 = i0 - i2 << BITS;
        samples[to] = level(even0 + odd0 >> SECOND_SHIFT);
        samples[to + 3] = level(even0 - odd0 >> SECOND_SHIFT);
        samples[to + 1] = level(even1 + odd1 >> SECOND_SHIFT);
        samples[to + 2] = level(even1 - odd1 >> SECOND_SHIFT);
    }

    private static void quarter(int[] block, int[] samples, int offset, int stride) {
        int even = block[0] + 4 + (CENTER << 3);
        int left = even + block[SIDE];
        int right = block[1] + block[SIDE + 1];
        samples[offset] = level(left + right >> 3);
        samples[offset + 1] = level(left - right >> 3);
        left = even - block[SIDE];
        right = block[1] - block[SIDE + 1];
        samples[offset + stride] = level(left + right >> 3);
        samples[offset + stride + 1] = level(left - right >> 3);
    }

    private static int level(int value) {
        return Math.max(0, Math.min(LARGEST, value));
    }
}
