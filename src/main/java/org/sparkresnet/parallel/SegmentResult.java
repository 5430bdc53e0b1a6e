package org.sparkresnet.parallel;

import java.util.List;
import org.sparkresnet.data.BadRecord;
import org.sparkresnet.parallel.worker.Outcome;
import org.sparkresnet.parallel.worker.SavedState;
import org.sparkresnet.replica.Scores;

/**
 * What a segment came to: scalars only.
 *
 * @param endStep one past the last step; before the end of the segment if the run was asked to stop
 * @param training scores of all steps of the segment, over all lanes
 * @param validation scores of the validation set, {@link Scores#NONE} where it was not evaluated
 * @param validationSeconds time that the evaluation took on worker 0
 * @param saved what worker 0 wrote
 * @param divergedAt the step whose loss was not finite, or {@link Outcome#NEVER}; the segment ended there
 * @param badRecords that all workers met, by epoch and number; the segment ended where an epoch had too many
 */
public record SegmentResult(
        long endStep,
        Scores training,
        Scores validation,
        double validationSeconds,
        SavedState saved,
        long divergedAt,
        List<BadRecord> badRecords) {
    /** Whether a loss was not finite. */
    public boolean diverged() {
        return divergedAt != Outcome.NEVER;
    }

    /** Whether the validation set was evaluated. */
    public boolean evaluated() {
        return validation.examples() > 0;
    }
}
