package org.sparkresnet.collective;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Who has what: the lanes and slices of every worker of one group, seen from worker {@code rank}.
 *
 * @param lanes lanes of the recipe, at least {@code workers}
 * @param workers workers of this group, at least 1
 * @param rank this worker, from 0 to {@code workers - 1}
 * @param floats length of the vectors that are summed, from 1 to {@value #MOST_FLOATS}
 */
public record Layout(int lanes, int workers, int rank, int floats) {
    /** One vector must fit into one buffer of Java, that is, below 2 GiB. */
    static final int MOST_FLOATS = (Integer.MAX_VALUE - 64) / Float.BYTES;

    /** Counts up with every change of what goes over the wire, so that two versions refuse each other. */
    private static final int PROTOCOL = 1;

    /** Refuses numbers that do not fit together. */
    public Layout {
        LaneRange.ofWorker(rank, workers, lanes);
        if (floats < 1 || floats > MOST_FLOATS) {
            throw new IllegalArgumentException(
                    "vectors of " + floats + " floats cannot be summed; from 1 to " + MOST_FLOATS);
        }
    }

    /** The lanes of {@code worker}. */
    public LaneRange lanesOf(int worker) {
        return LaneRange.ofWorker(worker, workers, lanes);
    }

    /** The complete subtrees of {@code worker}, ascending. */
    List<LaneRange> subtreesOf(int worker) {
        return ReductionTree.subtrees(lanes, lanesOf(worker));
    }

    /** The floats that {@code worker} sums for all. */
    Slice sliceOf(int worker) {
        return Slice.ofWorker(worker, workers, floats);
    }

    /** All ranks but this worker's, beginning with the next one, so that not everybody begins with the same one. */
    List<Integer> others() {
        return IntStream.range(1, workers)
                .map(distance -> (rank + distance) % workers)
                .boxed()
                .toList();
    }

    /** What must be equal on all workers of a group, in words. */
    String group() {
        return lanes + " lanes on " + workers + " workers, vectors of " + floats + " floats, protocol " + PROTOCOL;
    }
}
