package org.sparkresnet.benchmark;

import org.sparkresnet.config.Settings;

/**
 * How often something is done to be measured.
 *
 * @param warmUp times before anything is measured, at least 0
 * @param measured times that count, at least 1
 */
public record Repetitions(int warmUp, int measured) {
    public Repetitions {
        if (warmUp < 0 || measured < 1) {
            throw new IllegalArgumentException(measured + " repetitions behind " + warmUp);
        }
    }

    /** Reads the block {@code benchmark}. */
    public static Repetitions from(Settings settings) {
        Settings block = settings.at("benchmark");
        return new Repetitions(block.nonNegativeInt("warm-up"), block.positiveInt("steps"));
    }
}
