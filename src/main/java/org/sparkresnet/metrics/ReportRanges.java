package org.sparkresnet.metrics;

/** The checks that both reports share. */
final class ReportRanges {
    private ReportRanges() {}

    static void requireAtLeastZero(double value, String name) {
        if (!(value >= 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException(name + " is " + value + ", must be finite and at least 0");
        }
    }

    static void requirePercent(double value, String name) {
        if (!(value >= 0 && value <= 100)) {
            throw new IllegalArgumentException(name + " is " + value + ", must be a percentage from 0 to 100");
        }
    }
}
