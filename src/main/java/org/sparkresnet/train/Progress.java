package org.sparkresnet.train;

import java.util.Optional;
import org.sparkresnet.checkpoint.Checkpoint;
import org.sparkresnet.parallel.SegmentResult;
import org.sparkresnet.replica.Scores;

/**
 * How far a run has come.
 *
 * @param step steps done
 * @param trainLoss mean loss of the last segment that trained; NaN for none
 * @param validation scores of the last evaluation
 * @param badRecords that could not be trained on
 * @param examples pictures trained on since this start of the program
 * @param trainingSeconds time that this took, without evaluation
 * @param checkpoint the newest one, or null for none
 */
record Progress(
        long step,
        double trainLoss,
        Scores validation,
        BadRecords badRecords,
        long examples,
        double trainingSeconds,
        Checkpoint checkpoint) {
    /** Key of the provenance under which a checkpoint keeps {@link #trainLoss}. */
    static final String TRAIN_LOSS = "trainLoss";

    static Progress from(Optional<Checkpoint> start) {
        String loss = start.map(checkpoint -> checkpoint.contents().provenance().get(TRAIN_LOSS))
                .orElse("NaN");
        long step = start.map(Checkpoint::step).orElse(0L);
        BadRecords bad = start.map(
                        checkpoint -> BadRecords.parse(checkpoint.contents().provenance()))
                .orElse(BadRecords.NONE);
        return new Progress(step, Double.parseDouble(loss), Scores.NONE, bad, 0, 0, start.orElse(null));
    }

    Progress after(SegmentResult result, BadRecords allBad, double seconds) {
        Scores training = result.training();
        return new Progress(
                result.endStep(),
                training.examples() > 0 ? training.loss() : trainLoss,
                result.evaluated() ? result.validation() : validation,
                allBad,
                examples + training.examples(),
                trainingSeconds + seconds,
                checkpoint);
    }

    Progress saved(Checkpoint newest) {
        return new Progress(step, trainLoss, validation, badRecords, examples, trainingSeconds, newest);
    }

    double imagesPerSecond() {
        return examples == 0 ? 0 : examples / trainingSeconds;
    }
}
