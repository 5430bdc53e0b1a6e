package org.sparkresnet.image.jpeg;

/**
 * From coefficients to samples of 0 to 255 (T.81, A.3.3), in whole numbers: the slow-but-accurate integer method of
 * libjpeg (jidctint.c; Loeffler, Ligtenberg and Moschytz, "Practical fast 1-D DCT algorithms with 11 multiplications",
 * 1989), bit for bit.
 *
 * <p>Many blocks go through each step together, the same coefficient of all of them side by side: steps of few arrays at
 * one and the same index, read before anything is written, are what the compiler makes vector instructions of. That takes a third of the time of going
 * block by block.
 */
final class InverseTransform {
    /** Bits behind the point of the factors, here and in {@link SmallTransform}. */
    static final int BITS = 13;

    /** Of these, bits that are left between the two passes. */
    static final int KEPT_BITS = 2;

    static final int FIRST_SHIFT = BITS - KEPT_BITS;

    /** A factor of 8 belongs to the transform itself. */
    static final int SECOND_SHIFT = BITS + KEPT_BITS + 3;

    /** Added to the first coefficient between the passes: the middle level, and one half for rounding. */
    static final int CENTER = (128 << KEPT_BITS + 3) + (1 << KEPT_BITS + 2);

    static final int C_0_541 = 4433;
    static final int C_0_765 = 6270;
    static final int C_1_847 = 15137;
    private static final int C_0_298 = 2446;
    private static final int C_0_390 = 3196;
    private static final int C_0_899 = 7373;
    private static final int C_1_175 = 9633;
    private static final int C_1_501 = 12299;
    private static final int C_1_961 = 16069;
    private static final int C_2_053 = 16819;
    private static final int C_2_562 = 20995;
    private static final int C_3_072 = 25172;

    private static final int SIDE = 8;
    private static final int LARGEST = 255;
    private static final int SIGN = 31;

    private static final int LENGTH = SIDE * BlockRow.MOST_TOGETHER;

    /** Of the first pass one array for each row of coefficients, {@code [8][together]}; of the second, for each column. */
    private final int[][] input = new int[SIDE][LENGTH];

    private final int[][] even = new int[SIDE / 2][LENGTH];
    private final int[][] odd = new int[SIDE / 2][LENGTH];
    private final int[][] output = new int[SIDE][LENGTH];

    /** How much of each array is used, and what is added to and shifted out of each pass. */
    private int count;

    private int added;
    private int shift;

    /**
     * Writes the samples of a row of blocks and clears its coefficients.
     *
     * @param blockRow of the component, where {@code samples} has room for it
     */
    void apply(BlockRow row, Samples samples, int blockRow) {
        int to = samples.rowStart(blockRow);
        for (int group = 0; group < row.groups(); group++) {
            count = row.together() * SIDE;
            for (int i = 0; i < SIDE; i++) {
                row.copy(group, i, SIDE, input[i]);
            }
            row.clear(group);
            pass(1 << FIRST_SHIFT - 1, FIRST_SHIFT);
            transpose(row.together());
            pass(CENTER << BITS, SECOND_SHIFT);
            for (int[] samplesOfColumn : output) {
                limit(samplesOfColumn, count);
            }
            for (int i = 0; i < SIDE; i++) {
                write(i * row.together(), row.blocks(group), samples.values(), to + i * samples.stride());
            }
            to += row.together() * SIDE;
        }
    }

    /** From {@link #input} to {@link #output}, along what lies at the same index of both. */
    private void pass(int toAdd, int toShift) {
        added = toAdd;
        shift = toShift;
        outerEven(input[0], input[2], input[4], input[6]);
        innerEven(input[0], input[2], input[4], input[6]);
        outerOdd(input[1], input[3], input[5], input[7]);
        innerOdd(input[1], input[3], input[5], input[7]);
        for (int i = 0; i < SIDE / 2; i++) {
            combine(even[i], odd[i], output[i], output[SIDE - 1 - i]);
        }
    }

    private void outerEven(int[] in0, int[] in2, int[] in4, int[] in6) {
        int[] out0 = even[0];
        int[] out3 = even[3];
        for (int i = 0; i < count; i++) {
            int straight = in0[i] + in4[i] << BITS;
            int turned = (in2[i] + in6[i]) * C_0_541 + in2[i] * C_0_765;
            out0[i] = straight + turned;
            out3[i] = straight - turned;
        }
    }

    private void innerEven(int[] in0, int[] in2, int[] in4, int[] in6) {
        int[] out1 = even[1];
        int[] out2 = even[2];
        for (int i = 0; i < count; i++) {
            // Each shifted by itself: of a shifted difference the compiler makes no vector instructions.
            int straight = (in0[i] << BITS) - (in4[i] << BITS);
            int turned = (in2[i] + in6[i]) * C_0_541 - in6[i] * C_1_847;
            out1[i] = straight + turned;
            out2[i] = straight - turned;
        }
    }

    private void outerOdd(int[] in1, int[] in3, int[] in5, int[] in7) {
        int[] out0 = odd[0];
        int[] out3 = odd[3];
        for (int i = 0; i < count; i++) {
            int all = (in7[i] + in3[i] + in5[i] + in1[i]) * C_1_175;
            int both = all - (in7[i] + in1[i]) * C_0_899;
            int first = in1[i] * C_1_501 + both - (in5[i] + in1[i]) * C_0_390;
            int second = in7[i] * C_0_298 + both - (in7[i] + in3[i]) * C_1_961;
            out0[i] = first;
            out3[i] = second;
        }
    }

    private void innerOdd(int[] in1, int[] in3, int[] in5, int[] in7) {
        int[] out1 = odd[1];
        int[] out2 = odd[2];
        for (int i = 0; i < count; i++) {
            int all = (in7[i] + in3[i] + in5[i] + in1[i]) * C_1_175;
            int both = all - (in5[i] + in3[i]) * C_2_562;
            int first = in3[i] * C_3_072 + both - (in7[i] + in3[i]) * C_1_961;
            int second = in5[i] * C_2_053 + both - (in5[i] + in1[i]) * C_0_390;
            out1[i] = first;
            out2[i] = second;
        }
    }

    private void combine(int[] evens, int[] odds, int[] sums, int[] differences) {
        for (int i = 0; i < count; i++) {
            int sum = evens[i] + odds[i] + added >> shift;
            int difference = evens[i] - odds[i] + added >> shift;
            sums[i] = sum;
            differences[i] = difference;
        }
    }

    /** Brings samples to the range [0, 255]. */
    static void limit(int[] values, int count) {
        for (int i = 0; i < count; i++) {
            int notBelow = values[i] & ~(values[i] >> SIGN);
            values[i] = (notBelow | LARGEST - notBelow >> SIGN) & LARGEST;
        }
    }

    /** From {@link #output}, arrays of rows, to {@link #input}, arrays of columns. */
    private void transpose(int together) {
        for (int column = 0; column < SIDE; column++) {
            for (int row = 0; row < SIDE; row++) {
                System.arraycopy(output[row], column * together, input[column], row * together, together);
            }
        }
    }

    /** From {@link #output}, arrays of columns: one row of the samples of {@code blocks} blocks. */
    private void write(int from, int blocks, int[] samples, int start) {
        int[] out0 = output[0];
        int[] out1 = output[1];
        int[] out2 = output[2];
        int[] out3 = output[3];
        int[] out4 = output[4];
        int[] out5 = output[5];
        int[] out6 = output[6];
        int[] out7 = output[7];
        int to = start;
        for (int i = from; i < from + blocks; i++) {
            samples[to] = out0[i];
            samples[to + 1] = out1[i];
            samples[to + 2] = out2[i];
            samples[to + 3] = out3[i];
            samples[to + 4] = out4[i];
            samples[to + 5] = out5[i];
            samples[to + 6] = out6[i];
            samples[to + 7] = out7[i];
            to += SIDE;
        }
    }
}
