package org.sparkresnet.collective;

import java.util.List;
import java.util.stream.IntStream;

/** The lane sums of every worker of a group. */
record GroupSums(List<SubtreeSums> all) implements AutoCloseable {
    GroupSums(int lanes, int workers, int floats) {
        this(IntStream.range(0, workers)
                .mapToObj(rank -> new SubtreeSums(new Layout(lanes, workers, rank, floats)))
                .toList());
    }

    SubtreeSums get(int rank) {
        return all.get(rank);
    }

    SubtreeSums filled(int rank, long step) {
        LaneVectors.fill(get(rank), step);
        return get(rank);
    }

    @Override
    public void close() {
        all.forEach(SubtreeSums::close);
    }
}
