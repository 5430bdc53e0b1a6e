package org.sparkresnet.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The times of passes over one batch.
 *
 * @param passes seconds of each, in ascending order; at least one
 * @param kinds seconds by kind of call, all passes together
 */
public record PassTimes(List<Double> passes, Map<String, Double> kinds) {
    public PassTimes {
        passes = passes.stream().sorted().toList();
        kinds = Map.copyOf(kinds);
        if (passes.isEmpty()) {
            throw new IllegalArgumentException("no pass was timed");
        }
    }

    /** Runs {@code pass} again and again; {@code observed} hears of the calls in it. */
    static PassTimes measure(Repetitions repetitions, KindTimes observed, Runnable pass) {
        for (int i = 0; i < repetitions.warmUp(); i++) {
            pass.run();
        }
        observed.takeSeconds();
        Double[] seconds = new Double[repetitions.measured()];
        for (int i = 0; i < seconds.length; i++) {
            long start = System.nanoTime();
            pass.run();
            seconds[i] = (System.nanoTime() - start) * 1e-9;
        }
        return new PassTimes(Arrays.asList(seconds), observed.takeSeconds());
    }

    /** Seconds; of an even number of passes the mean of the middle two. */
    public double median() {
        int half = passes.size() / 2;
        return passes.size() % 2 == 1 ? passes.get(half) : (passes.get(half - 1) + passes.get(half)) / 2;
    }

    /** Seconds of the shortest pass. */
    public double shortest() {
        return passes.get(0);
    }

    /** Seconds of all passes. */
    public double sum() {
        return passes.stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Seconds of all passes outside of the calls that have kinds. */
    public double rest() {
        return sum() - kinds.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
