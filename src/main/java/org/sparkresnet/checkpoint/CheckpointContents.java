package org.sparkresnet.checkpoint;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a checkpoint holds and says about itself.
 *
 * @param step steps done, at least 0: the index of the step with which a resumed run begins
 * @param vectors the flat vectors, each name once
 * @param settings the effective settings of the recipe, one {@code key = value} per line
 * @param identity what must be equal for a run to be resumed from here, by key; kept sorted
 * @param provenance how it was made: versions, machine, workers, time, checksum of the data; kept sorted
 */
public record CheckpointContents(
        long step,
        List<VectorFile> vectors,
        String settings,
        Map<String, String> identity,
        Map<String, String> provenance)
        implements Serializable {
    /** Checks that nothing is missing or there twice, and copies. */
    public CheckpointContents {
        if (step < 0) {
            throw new IllegalArgumentException("step is " + step + ", must be at least 0");
        }
        Objects.requireNonNull(settings, "settings is null");
        vectors = List.copyOf(vectors);
        if (vectors.stream().map(VectorFile::name).distinct().count() != vectors.size()) {
            throw new IllegalArgumentException("a vector is there twice: " + vectors);
        }
        identity = Collections.unmodifiableSortedMap(new TreeMap<>(identity));
        provenance = Collections.unmodifiableSortedMap(new TreeMap<>(provenance));
    }
}
