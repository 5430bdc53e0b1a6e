package org.sparkresnet.parallel;

import java.io.Serializable;
import java.util.List;
import org.sparkresnet.checkpoint.VectorFile;
import org.sparkresnet.replica.Scores;

/**
 * What a segment came to: scalars only.
 *
 * @param training scores of all steps of the segment, over all lanes
 * @param validation scores of the validation set, {@link Scores#NONE} where it was not evaluated
 * @param validationSeconds time that the evaluation took on worker 0
 * @param saved the files that worker 0 wrote, empty for none
 * @param divergedAt the step whose loss was not finite, or -1
 */
public record SegmentResult(
        Scores training, Scores validation, double validationSeconds, List<VectorFile> saved, long divergedAt)
        implements Serializable {
    /** {@link #divergedAt} of a segment whose losses were all finite. */
    public static final long NEVER = -1;

    /** Whether a loss was not finite; the segment ended there. */
    public boolean diverged() {
        return divergedAt != NEVER;
    }
}
