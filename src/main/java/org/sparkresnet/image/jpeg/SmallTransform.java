package org.sparkresnet.image.jpeg;

import static org.sparkresnet.image.jpeg.InverseTransform.BITS;
import static org.sparkresnet.image.jpeg.InverseTransform.CENTER;
import static org.sparkresnet.image.jpeg.InverseTransform.C_0_541;
import static org.sparkresnet.image.jpeg.InverseTransform.C_0_765;
import static org.sparkresnet.image.jpeg.InverseTransform.C_1_847;
import static org.sparkresnet.image.jpeg.InverseTransform.FIRST_SHIFT;
import static org.sparkresnet.image.jpeg.InverseTransform.KEPT_BITS;
import static org.sparkresnet.image.jpeg.InverseTransform.SECOND_SHIFT;

/**
 * From the low frequencies of a block to 4, 2 or 1 samples a side: the picture at 1/2, 1/4 or 1/8 of its size. The method
 * is that of libjpeg 7 and later (jidctint.c), a shorter transform of as many coefficients as there are samples;
 * libjpeg-turbo's uses more of them and differs by a level or two.
 */
final class SmallTransform {
    private static final int FOUR = 4;

    /** For rounding between the passes. */
    private static final int HALF = 1 << FIRST_SHIFT - 1;

    private static final int LENGTH = FOUR * BlockRow.MOST_TOGETHER;

    /** As in {@link InverseTransform}: {@code [rows or columns][4][together]}. */
    private final int[][] input = new int[FOUR][LENGTH];

    private final int[][] output = new int[FOUR][LENGTH];

    /** As {@link InverseTransform#apply}, with as many samples as {@code samples} has for a block. */
    void apply(BlockRow row, Samples samples, int blockRow) {
        int to = samples.rowStart(blockRow);
        for (int group = 0; group < row.groups(); group++) {
            int size = samples.size();
            for (int i = 0; i < size; i++) {
                row.copy(group, i, size, input[i]);
            }
            row.clear(group);
            switch (size) {
                case FOUR -> four(row.together());
                case 2 -> two(row.together());
                default -> one(row.together());
            }
            for (int i = 0; i < size; i++) {
                write(i * row.together(), row.blocks(group), samples, to + i * samples.stride());
            }
            to += row.together() * size;
        }
    }

    private void four(int together) {
        int count = FOUR * together;
        outerColumns(count, input[0], input[1], input[2], input[3]);
        innerColumns(count, input[0], input[1], input[2], input[3]);
        for (int column = 0; column < FOUR; column++) {
            for (int row = 0; row < FOUR; row++) {
                System.arraycopy(output[row], column * together, input[column], row * together, together);
            }
        }
        outerRows(count, input[0], input[1], input[2], input[3]);
        innerRows(count, input[0], input[1], input[2], input[3]);
        for (int[] levels : output) {
            InverseTransform.limit(levels, count);
        }
    }

    private void outerColumns(int count, int[] in0, int[] in1, int[] in2, int[] in3) {
        int[] out0 = output[0];
        int[] out3 = output[3];
        for (int i = 0; i < count; i++) {
            int even = in0[i] + in2[i] << KEPT_BITS;
            int odd = (in1[i] + in3[i]) * C_0_541 + HALF + in1[i] * C_0_765 >> FIRST_SHIFT;
            out0[i] = even + odd;
            out3[i] = even - odd;
        }
    }

    private void innerColumns(int count, int[] in0, int[] in1, int[] in2, int[] in3) {
        int[] out1 = output[1];
        int[] out2 = output[2];
        for (int i = 0; i < count; i++) {
            int even = (in0[i] << KEPT_BITS) - (in2[i] << KEPT_BITS);
            int odd = (in1[i] + in3[i]) * C_0_541 + HALF - in3[i] * C_1_847 >> FIRST_SHIFT;
            out1[i] = even + odd;
            out2[i] = even - odd;
        }
    }

    private void outerRows(int count, int[] in0, int[] in1, int[] in2, int[] in3) {
        int[] out0 = output[0];
        int[] out3 = output[3];
        for (int i = 0; i < count; i++) {
            int even = in0[i] + CENTER + in2[i] << BITS;
            int odd = (in1[i] + in3[i]) * C_0_541 + in1[i] * C_0_765;
            int first = even + odd >> SECOND_SHIFT;
            int last = even - odd >> SECOND_SHIFT;
            out0[i] = first;
            out3[i] = last;
        }
    }

    private void innerRows(int count, int[] in0, int[] in1, int[] in2, int[] in3) {
        int[] out1 = output[1];
        int[] out2 = output[2];
        for (int i = 0; i < count; i++) {
            int even = (in0[i] + CENTER << BITS) - (in2[i] << BITS);
            int odd = (in1[i] + in3[i]) * C_0_541 - in3[i] * C_1_847;
            int second = even + odd >> SECOND_SHIFT;
            int third = even - odd >> SECOND_SHIFT;
            out1[i] = second;
            out2[i] = third;
        }
    }

    private void two(int together) {
        for (int i = 0; i < together; i++) {
            int left = input[0][i] + (CENTER >> KEPT_BITS);
            int right = input[0][together + i];
            int belowLeft = input[1][i];
            int belowRight = input[1][together + i];
            output[0][i] = left + belowLeft + right + belowRight >> 3;
            output[1][i] = left + belowLeft - right - belowRight >> 3;
            output[0][together + i] = left - belowLeft + right - belowRight >> 3;
            output[1][together + i] = left - belowLeft - right + belowRight >> 3;
        }
        InverseTransform.limit(output[0], 2 * together);
        InverseTransform.limit(output[1], 2 * together);
    }

    private void one(int together) {
        for (int i = 0; i < together; i++) {
            output[0][i] = input[0][i] + (CENTER >> KEPT_BITS) >> 3;
        }
        InverseTransform.limit(output[0], together);
    }

    /** From {@link #output}, arrays of columns: one row of the samples of {@code blocks} blocks. */
    private void write(int from, int blocks, Samples samples, int start) {
        if (samples.size() == FOUR) {
            writeFour(from, blocks, samples.values(), start);
            return;
        }
        int to = start;
        for (int i = from; i < from + blocks; i++) {
            for (int column = 0; column < samples.size(); column++) {
                samples.values()[to++] = output[column][i];
            }
        }
    }

    /** Written out, because it is most of the time. */
    private void writeFour(int from, int blocks, int[] samples, int start) {
        int[] out0 = output[0];
        int[] out1 = output[1];
        int[] out2 = output[2];
        int[] out3 = output[3];
        int to = start;
        for (int i = from; i < from + blocks; i++) {
            samples[to] = out0[i];
            samples[to + 1] = out1[i];
            samples[to + 2] = out2[i];
            samples[to + 3] = out3[i];
            to += FOUR;
        }
    }
}
