package org.sparkresnet.parallel.worker;

import java.util.EnumMap;
import java.util.Map;

/** Splits the time of a worker into phases; one phase runs at any time. */
final class PhaseClock {
    /** What a worker can be doing in a step. */
    enum Phase {
        /** Waiting for a batch. */
        DATA,
        /** Forward and backward passes, local sums and updates. */
        COMPUTE,
        /** Summing with the other workers. */
        EXCHANGE
    }

    private final Map<Phase, Long> nanoseconds = new EnumMap<>(Phase.class);
    private Phase current = Phase.COMPUTE;
    private long since = System.nanoTime();

    /** Ends the phase that runs and begins another. */
    void enter(Phase phase) {
        long now = System.nanoTime();
        nanoseconds.merge(current, now - since, Long::sum);
        current = phase;
        since = now;
    }

    /** Seconds spent in {@code phase} since the last {@link #reset}; call {@link #enter} first. */
    double seconds(Phase phase) {
        return nanoseconds.getOrDefault(phase, 0L) / 1e9;
    }

    /** Seconds spent in all phases since the last {@link #reset}. */
    double seconds() {
        return nanoseconds.values().stream().mapToLong(Long::longValue).sum() / 1e9;
    }

    void reset() {
        nanoseconds.clear();
    }
}
