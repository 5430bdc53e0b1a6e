package org.sparkresnet.train;

import java.io.IOException;
import java.util.Optional;
import org.sparkresnet.checkpoint.Checkpoint;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.metrics.RunListener;
import org.sparkresnet.metrics.ValidationReport;
import org.sparkresnet.parallel.SegmentResult;
import org.sparkresnet.parallel.WorkerGroup;
import org.sparkresnet.parallel.WorkersLostException;
import org.sparkresnet.parallel.worker.Segment;
import org.sparkresnet.replica.Scores;

/** The training loop. It knows steps, scores and checkpoints; it does not know Spark, strategies or networks. */
final class Trainer {
    private final RunPlan plan;
    private final WorkerGroup workers;
    private final CheckpointKeeper checkpoints;
    private final RunListener listener;
    private final long mostBadRecords;

    /** @param mostBadRecords that an epoch may have */
    Trainer(
            RunPlan plan,
            WorkerGroup workers,
            CheckpointKeeper checkpoints,
            RunListener listener,
            long mostBadRecords) {
        this.plan = plan;
        this.workers = workers;
        this.checkpoints = checkpoints;
        this.listener = listener;
        this.mostBadRecords = mostBadRecords;
    }

    /**
     * Trains to the end of the plan and evaluates there; ends before it, with a checkpoint, if the run is asked to stop.
     *
     * @param start the checkpoint to go on from, or empty for the initial state
     * @throws InvalidInputException if the loss is no longer finite
     * @throws WorkersLostException if workers were lost; what was saved before is safe
     */
    Progress run(Optional<Checkpoint> start) throws IOException, WorkersLostException {
        long begin = start.map(Checkpoint::step).orElse(0L);
        Progress progress = Progress.from(start);
        Checkpoint restore = start.orElse(null);
        boolean stopped;
        do {
            long stop = begin == plan.totalSteps() ? begin : plan.nextStop(begin);
            boolean saves = plan.savesAt(stop) && (stop > begin || start.isEmpty());
            Segment segment = new Segment(
                    begin,
                    stop,
                    plan.evaluatesAt(stop),
                    saves,
                    progress.badRecords().inEpoch(),
                    restore);
            progress = run(segment, progress);
            restore = null;
            stopped = progress.step() < stop;
            begin = stop;
        } while (begin < plan.totalSteps() && !stopped);
        return progress;
    }

    private Progress run(Segment segment, Progress before) throws IOException, WorkersLostException {
        long startTime = System.nanoTime();
        SegmentResult result = workers.run(segment);
        double seconds = (System.nanoTime() - startTime) / 1e9 - result.validationSeconds();
        requireFinite(segment, result);
        BadRecords bad =
                before.badRecords().after(result, mostBadRecords, result.endStep() % plan.stepsPerEpoch() == 0);
        Progress progress = before.after(result, bad, seconds);
        if (result.evaluated()) {
            report(result);
        }
        if (result.saved().exists()) {
            progress = progress.saved(checkpoints.commit(result, progress));
        }
        workers.requireReported();
        return progress;
    }

    private void report(SegmentResult result) throws IOException {
        Scores scores = result.validation();
        listener.validation(new ValidationReport(
                result.endStep(),
                plan.epochs(result.endStep()),
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
        if (result.evaluated() && !result.validation().isFinite()) {
            checkpoints.abandon(result.saved());
            throw new InvalidInputException("after step " + segment.toStep()
                    + " the network's outputs for the validation set were not finite; " + remedy);
        }
    }
}
