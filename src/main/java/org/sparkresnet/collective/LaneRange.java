package org.sparkresnet.collective;

/**
 * Lanes {@code from} (inclusive) to {@code to} (exclusive), never empty.
 *
 * @param from first lane, at least 0
 * @param to lane behind the last one, greater than {@code from}
 */
public record LaneRange(int from, int to) {
    /** Refuses an empty or negative range. */
    public LaneRange {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("[" + from + ", " + to + ") is no range of lanes");
        }
    }

    /**
     * The lanes of one worker: contiguous, and the first {@code lanes mod workers} workers have one more than the rest.
     *
     * @param worker from 0 to {@code workers - 1}
     * @param workers from 1 to {@code lanes}
     */
    public static LaneRange ofWorker(int worker, int workers, int lanes) {
        if (workers < 1 || workers > lanes || worker < 0 || worker >= workers) {
            throw new IllegalArgumentException(
                    "worker " + worker + " of " + workers + " has no lanes among " + lanes + "; 1 <= workers <= lanes");
        }
        int least = lanes / workers;
        int larger = lanes % workers;
        int from = worker * least + Math.min(worker, larger);
        return new LaneRange(from, from + least + (worker < larger ? 1 : 0));
    }

    /** Number of lanes, at least 1. */
    public int size() {
        return to - from;
    }

    /** Whether every lane of {@code other} is also in this range. */
    public boolean contains(LaneRange other) {
        return from <= other.from && other.to <= to;
    }

    @Override
    public String toString() {
        return "[" + from + ", " + to + ")";
    }
}
