package org.sparkresnet.compute.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Float32 results beside float64 ones. */
final class Closeness {
    /** Of the largest value; sums of some hundred products reach a tenth of it. */
    private static final double TOLERANCE = 5e-6;

    private Closeness() {}

    static void assertClose(float[] actual, double[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        double largest = 0;
        for (double value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i]).as("value " + i).isCloseTo(expected[i], within(TOLERANCE * largest));
        }
    }
}
