package org.sparkresnet.train;

import java.io.IOException;
import java.util.Optional;
import org.sparkresnet.checkpoint.Checkpoint;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.metrics.RunListener;
import org.sparkresnet.metrics.ValidationReport;
import org.sparkresnet.parallel.Segment;
import org.sparkresnet.parallel.SegmentResult;
import org.sparkresnet.parallel.WorkerGroup;
import org.sparkresnet.replica.Scores;

/** The training loop. It knows steps, scores and checkpoints; it does not know Spark, strategies or networks. */
final class Trainer {
    private final RunPlan plan;
    private final WorkerGroup workers;
    private final CheckpointKeeper checkpoints;
    private final RunListener listener;

    Trainer(RunPlan plan, WorkerGroup workers, CheckpointKeeper checkpoints, RunListener listener) {
        this.plan = plan;
        this.workers = workers;
        this.checkpoints = checkpoints;
        this.listener = listener;
    }

    /**
     * Trains to the end of the plan and evaluates there.
     *
     * @param start the checkpoint to go on from, or empty for the initial state
     * @throws InvalidInputException if the loss is no longer finite
     */
    Progress run(Optional<Checkpoint> start) throws IOException {
        long begin = start.map(Checkpoint::step).orElse(0L);
        Progress progress = Progress.from(start);
        Checkpoint restore = start.orElse(null);
        do {
            long stop = begin == plan.totalSteps() ? begin : plan.nextStop(begin);
            boolean saves = plan.savesAt(stop) && (stop > begin || start.isEmpty());
            Segment segment =
                    new Segment(begin, stop, plan.evaluatesAt(stop), restore, saves ? checkpoints.attempt(stop) : "");
            long startTime = System.nanoTime();
            SegmentResult result = run(segment);
            double seconds = (System.nanoTime() - startTime) / 1e9 - result.validationSeconds();
            requireFinite(segment, result);
            progress = progress.after(result, seconds);
            if (segment.evaluates()) {
                report(stop, result);
            }
            if (saves) {
                progress = progress.saved(checkpoints.commit(segment, result, progress));
            }
            restore = null;
            begin = stop;
        } while (begin < plan.totalSteps());
        return progress;
    }

    /** What worker 0 wrote of a segment that failed later is of use to nobody. */
    private SegmentResult run(Segment segment) throws IOException {
        try {
            return workers.run(segment);
        } catch (RuntimeException e) {
            try {
                checkpoints.abandon(segment);
            } catch (IOException cleaning) {
                e.addSuppressed(cleaning);
            }
            throw e;
        }
    }

    private void report(long step, SegmentResult result) throws IOException {
        Scores scores = result.validation();
        listener.validation(new ValidationReport(
                step,
                plan.epochs(step),
                scores.loss(),
                scores.top1Error(),
                scores.top5Error(),
                scores.examples() / result.validationSeconds(),
                result.validationSeconds()));
    }

    private void requireFinite(Segment segment, SegmentResult result) throws IOException {
        String remedy = "lower schedule.base-learning-rate or lengthen schedule.warm-up, then train again"
                + " (into another run.output, or from the last checkpoint, " + checkpoints.newest() + ")";
        if (result.diverged()) {
            throw new InvalidInputException("the training loss was not finite at step " + result.divergedAt()
                    + ", in the stretch of steps " + segment.fromStep() + " to " + segment.toStep() + "; " + remedy);
        }
        if (segment.evaluates() && !result.validation().isFinite()) {
            checkpoints.abandon(segment);
            throw new InvalidInputException("after step " + segment.toStep()
                    + " the network's outputs for the validation set were not finite; " + remedy);
        }
    }
}
