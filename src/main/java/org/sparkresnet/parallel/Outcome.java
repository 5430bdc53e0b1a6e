package org.sparkresnet.parallel;

import java.io.Serializable;
import java.util.List;
import org.sparkresnet.checkpoint.VectorFile;
import org.sparkresnet.replica.NumberedScores;
import org.sparkresnet.replica.Scores;

/**
 * What one worker came to.
 *
 * <p>A mistake of the person, such as a damaged shard, comes back as a sentence and not as an exception: Spark ends a
 * failed barrier stage with a text of its own, in which the sentence would be lost.
 *
 * @param refusal the sentence, or "" where all went well
 * @param place where the worker ran, as Spark's scheduler names executors
 * @param training scores of the segment's steps over all lanes; the same on every worker
 * @param validation scores of this worker's validation batches
 * @param validationSeconds time of its evaluation
 * @param saved files that this worker wrote
 * @param divergedAt as in {@link SegmentResult}
 */
record Outcome(
        String refusal,
        String place,
        Scores training,
        List<NumberedScores> validation,
        double validationSeconds,
        List<VectorFile> saved,
        long divergedAt)
        implements Serializable {
    static Outcome refused(String sentence) {
        return new Outcome(sentence, "", Scores.NONE, List.of(), 0, List.of(), SegmentResult.NEVER);
    }

    boolean isRefused() {
        return !refusal.isEmpty();
    }
}
