package org.sparkresnet.collective;

import java.util.ArrayList;
import java.util.List;

/**
 * Floats {@code from} (inclusive) to {@code to} (exclusive) of a vector; may be empty.
 *
 * @param from first float, at least 0
 * @param to float behind the last one, at least {@code from}
 */
record Slice(int from, int to) {
    /** A slice starts at a multiple of this many floats: one cache line. */
    static final int ALIGNMENT = 16;

    /** Floats in one message, 1 MiB: what is added was received a moment ago and is still in the cache. */
    static final int PIECE = 1 << 18;

    Slice {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("[" + from + ", " + to + ") is no slice of a vector");
        }
    }

    /** The part of a vector that {@code worker} sums for all; empty where there are fewer cache lines than workers. */
    static Slice ofWorker(int worker, int workers, int floats) {
        long lines = (floats + (long) ALIGNMENT - 1) / ALIGNMENT;
        long from = lines * worker / workers * ALIGNMENT;
        long to = lines * (worker + 1) / workers * ALIGNMENT;
        return new Slice((int) Math.min(from, floats), (int) Math.min(to, floats));
    }

    /** Number of floats. */
    int size() {
        return to - from;
    }

    /** {@code [0, size)} in pieces of at most {@link #PIECE} floats, ascending; one empty piece for an empty slice. */
    static List<Slice> pieces(int size) {
        List<Slice> pieces = new ArrayList<>();
        int from = 0;
        do {
            int to = from + Math.min(PIECE, size - from);
            pieces.add(new Slice(from, to));
            from = to;
        } while (from < size);
        return pieces;
    }

    /** This slice moved up by {@code floats}. */
    Slice shifted(int floats) {
        return new Slice(from + floats, to + floats);
    }

    @Override
    public String toString() {
        return "[" + from + ", " + to + ")";
    }
}
