package org.sparkresnet.parallel.worker;

import java.io.Serializable;
import java.util.List;
import org.sparkresnet.checkpoint.VectorFile;

/**
 * The vectors of a checkpoint that a worker has written and nobody has committed yet.
 *
 * @param attempt the folder, as {@link org.sparkresnet.checkpoint.CheckpointStore#attempt} names it; "" for none
 * @param vectors the files in it
 */
public record SavedState(String attempt, List<VectorFile> vectors) implements Serializable {
    /** Nothing was written. */
    public static final SavedState NONE = new SavedState("", List.of());

    public SavedState {
        vectors = List.copyOf(vectors);
    }

    /** Whether there is something to commit. */
    public boolean exists() {
        return !attempt.isEmpty();
    }
}
