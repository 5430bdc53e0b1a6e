package org.sparkresnet.image.jpeg;

import static org.sparkresnet.image.jpeg.InverseTransform.BITS;
import static org.sparkresnet.image.jpeg.InverseTransform.CENTER;
import static org.sparkresnet.image.jpeg.InverseTransform.C_0_541;
import static org.sparkresnet.image.jpeg.InverseTransform.C_0_765;
import static org.sparkresnet.image.jpeg.InverseTransform.C_1_847;
import static org.sparkresnet.image.jpeg.InverseTransform.FIRST_SHIFT;
import static org.sparkresnet.image.jpeg.InverseTransform.KEPT_BITS;
import static org.sparkresnet.image.jpeg.InverseTransform.SECOND_SHIFT;

import java.util.Arrays;

/**
 * From the low frequencies of a block to 4, 2 or 1 samples a side: the picture at 1/2, 1/4 or 1/8 of its size. The method
 * is that of libjpeg 7 and later (jidctint.c), a shorter transform of as many coefficients as there are samples;
 * libjpeg-turbo's uses more of them and differs by a level or two.
 */
final class SmallTransform {
    private static final int SIDE = 8;
    private static final int LARGEST = 255;

    /** {@code [4, 4]}, between the passes. */
    private final int[] middle = new int[SIDE * SIDE / 4];

    /** As {@link InverseTransform#apply}, with as many samples as {@code samples} has for a block. */
    void apply(BlockRow row, Samples samples, int blockRow) {
        int to = samples.rowStart(blockRow);
        for (int block = 0; block < row.blocks(); block++) {
            int from = block * SIDE;
            int offset = to + block * samples.size();
            switch (samples.size()) {
                case 4 -> four(row, from, samples, offset);
                case 2 -> two(row, from, samples, offset);
                default -> samples.values()[offset] = level(row.values[from] + (CENTER >> KEPT_BITS) >> 3);
            }
        }
        Arrays.fill(row.values, 0, row.stride() * SIDE, 0);
    }

    private void four(BlockRow row, int from, Samples samples, int offset) {
        for (int column = 0; column < 4; column++) {
            int at = from + column;
            int i0 = row.values[at];
            int i1 = row.values[at + row.stride()];
            int i2 = row.values[at + 2 * row.stride()];
            int i3 = row.values[at + 3 * row.stride()];
            int turned = (i1 + i3) * C_0_541 + (1 << FIRST_SHIFT - 1);
            int odd0 = turned + i1 * C_0_765 >> FIRST_SHIFT;
            int odd1 = turned - i3 * C_1_847 >> FIRST_SHIFT;
            middle[column] = (i0 + i2 << KEPT_BITS) + odd0;
            middle[column + 12] = (i0 + i2 << KEPT_BITS) - odd0;
            middle[column + 4] = (i0 - i2 << KEPT_BITS) + odd1;
            middle[column + 8] = (i0 - i2 << KEPT_BITS) - odd1;
        }
        for (int i = 0; i < 4; i++) {
            fourAcross(middle, i * 4, samples.values(), offset + i * samples.stride());
        }
    }

    private static void fourAcross(int[] in, int from, int[] samples, int to) {
        int i0 = in[from] + CENTER;
        int i1 = in[from + 1];
        int i2 = in[from + 2];
        int i3 = in[from + 3];
        int turned = (i1 + i3) * C_0_541;
        int odd0 = turned + i1 * C_0_765;
        int odd1 = turned - i3 * C_1_847;
        int even0 = i0 + i2 << BITS;
        int even1 = i0 - i2 << BITS;
        samples[to] = level(even0 + odd0 >> SECOND_SHIFT);
        samples[to + 1] = level(even1 + odd1 >> SECOND_SHIFT);
        samples[to + 2] = level(even1 - odd1 >> SECOND_SHIFT);
        samples[to + 3] = level(even0 - odd0 >> SECOND_SHIFT);
    }

    private static void two(BlockRow row, int from, Samples samples, int offset) {
        int below = from + row.stride();
        int left = row.values[from] + (CENTER >> KEPT_BITS);
        int right = row.values[from + 1];
        int belowLeft = row.values[below];
        int belowRight = row.values[below + 1];
        int[] values = samples.values();
        values[offset] = level(left + belowLeft + right + belowRight >> 3);
        values[offset + 1] = level(left + belowLeft - right - belowRight >> 3);
        values[offset + samples.stride()] = level(left - belowLeft + right - belowRight >> 3);
        values[offset + samples.stride() + 1] = level(left - belowLeft - right + belowRight >> 3);
    }

    private static int level(int value) {
        return Math.max(0, Math.min(LARGEST, value));
    }
}
