package org.sparkresnet.image.jpeg;

/**
 * From light and two differences of color to red, green and blue, as libjpeg does it (jdcolor.c), bit for bit.
 *
 * <p>Each step is a loop over arrays at one and the same index, without {@code Math.min}, because the compiler makes
 * vector instructions of nothing else.
 */
public final class Ycbcr {
    private static final int CENTER = 128;
    private static final int LARGEST = 255;

    /** Shifted by so many bits a negative number is all ones, others are zero: limits without a branch. */
    private static final int SIGN = 31;

    /** Bits behind the point of the factors of jdcolor.c. */
    private static final int BITS = 16;

    private static final int HALF = 1 << BITS - 1;
    private static final int RED_OF_CR = 91_881;
    private static final int BLUE_OF_CB = 116_130;
    private static final int GREEN_OF_CR = 46_802;
    private static final int GREEN_OF_CB = 22_554;

    private Ycbcr() {}

    /**
     * Converts the first {@code count} of each.
     *
     * @param light 0 to 255, like all others
     * @param cb of blue, less light; 128: none
     * @param cr of red, likewise
     * @param output {@code [3][count or more]}
     */
    public static void toRgb(int count, int[] light, int[] cb, int[] cr, int[][] output) {
        add(count, light, cr, RED_OF_CR, output[0]);
        subtractBoth(count, light, cb, cr, output[1]);
        add(count, light, cb, BLUE_OF_CB, output[2]);
    }

    private static void add(int count, int[] light, int[] color, int factor, int[] output) {
        for (int i = 0; i < count; i++) {
            int level = light[i] + (factor * (color[i] - CENTER) + HALF >> BITS);
            int notBelow = level & ~(level >> SIGN);
            output[i] = (notBelow | LARGEST - notBelow >> SIGN) & LARGEST;
        }
    }

    private static void subtractBoth(int count, int[] light, int[] cb, int[] cr, int[] output) {
        for (int i = 0; i < count; i++) {
            int both = HALF - GREEN_OF_CB * (cb[i] - CENTER) - GREEN_OF_CR * (cr[i] - CENTER);
            int level = light[i] + (both >> BITS);
            int notBelow = level & ~(level >> SIGN);
            output[i] = (notBelow | LARGEST - notBelow >> SIGN) & LARGEST;
        }
    }
}
