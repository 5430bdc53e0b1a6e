package org.sparkresnet.metrics;

/** Reports with numbers that are easy to recognize. */
final class Reports {
    static final ProcessMemory MEMORY = new ProcessMemory(1532.5, 21.25);

    private Reports() {}

    static StepReport training(long step) {
        return new StepReport(step, step / 1251.0, 4.312, 82.1, 61.8, 0.269, 1843, 0.4, 7.5, 2.1, 0, Reports.MEMORY);
    }

    static ValidationReport validation(long step) {
        return new ValidationReport(step, step / 1251.0, 2.1, 45.1, 20.25, 88.88, 12.34);
    }
}
