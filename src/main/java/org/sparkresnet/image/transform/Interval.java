package org.sparkresnet.image.transform;

import java.io.Serializable;

/**
 * A range that chance chooses from.
 *
 * @param least above 0
 * @param most at least {@code least}, finite
 */
public record Interval(double least, double most) implements Serializable {
    public Interval {
        if (!(least > 0 && most >= least && most < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("no range above 0: " + least + " to " + most);
        }
    }

    /** The value that lies at {@code part} of the way, 0 to 1. */
    double at(double part) {
        return least + part * (most - least);
    }

    /** The value whose logarithm lies at {@code part} of the way; the same on every machine. */
    double logarithmicAt(double part) {
        double leastLog = StrictMath.log(least);
        return StrictMath.exp(leastLog + part * (StrictMath.log(most) - leastLog));
    }
}
