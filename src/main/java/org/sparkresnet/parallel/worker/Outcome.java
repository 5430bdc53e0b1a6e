package org.sparkresnet.parallel.worker;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.util.List;
import org.sparkresnet.data.BadRecord;
import org.sparkresnet.replica.NumberedScores;
import org.sparkresnet.replica.Scores;

/**
 * What one worker came to in a segment: scalars only.
 *
 * <p>Failures come back as values and not as exceptions: Spark ends a failed barrier stage with a text of its own, in
 * which the reason would be lost. So whatever Spark itself throws is Spark's own trouble, as a rule a lost executor.
 */
public sealed interface Outcome extends Serializable {
    /** {@link Done#divergedAt} of a segment whose losses were all finite. */
    long NEVER = -1;

    /**
     * The worker went through its segment.
     *
     * @param place where the worker ran, as Spark's scheduler names executors
     * @param endStep one past the last step; before the end of the segment after a wish to stop
     * @param training scores of the segment's steps over all lanes; the same on every worker
     * @param validation scores of this worker's validation batches
     * @param validationSeconds time of its evaluation
     * @param saved what this worker wrote
     * @param divergedAt the step whose loss was not finite, or {@link #NEVER}; the same on every worker
     * @param badRecords that this worker met and replaced; where an epoch has more than it may have, all workers end
     *     before the update of that step
     */
    record Done(
            String place,
            long endStep,
            Scores training,
            List<NumberedScores> validation,
            double validationSeconds,
            SavedState saved,
            long divergedAt,
            List<BadRecord> badRecords)
            implements Outcome {}

    /** The worker met a mistake of the person, such as a damaged shard; {@code sentence} says all of it. */
    record Refused(String sentence) implements Outcome {}

    /**
     * The worker could not go on.
     *
     * @param reason in a few words
     * @param trace for whoever looks for a defect of this program
     * @param passing whether another try may succeed: another worker or a file system went away
     */
    record Failed(String reason, String trace, boolean passing) implements Outcome {
        static Failed of(Throwable failure) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            Throwable cause = failure;
            while (cause.getCause() != null && !(cause instanceof IOException)) {
                cause = cause.getCause();
            }
            return new Failed(cause.toString(), trace.toString(), cause instanceof IOException);
        }
    }
}
