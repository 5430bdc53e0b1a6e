package org.sparkresnet.replica;

import java.util.Arrays;
import java.util.List;

/**
 * What an example is trained towards: one class, or two with their shares where pictures were mixed.
 *
 * @param label class index of the example's own picture
 * @param partner class index of the picture that was mixed in; may be the same
 * @param share of {@code label} in [0, 1]; the rest is of {@code partner}
 */
public record Target(int label, int partner, double share) {
    private static final double HALF = 0.5;

    public Target {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share of " + share + ", expected 0 to 1");
        }
    }

    /** One class alone. */
    public Target(int label) {
        this(label, label, 1);
    }

    /** Classes as they are, one of each example. */
    public static List<Target> ofLabels(int... labels) {
        return Arrays.stream(labels).mapToObj(Target::new).toList();
    }

    /** The share of a class, in [0, 1]; all together have 1. */
    public double shareOf(int index) {
        return (index == label ? share : 0) + (index == partner ? 1 - share : 0);
    }

    /** The class with the larger share; {@code label} where they are equal. */
    public int heavier() {
        return share >= HALF ? label : partner;
    }
}
