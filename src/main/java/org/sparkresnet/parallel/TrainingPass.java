package org.sparkresnet.parallel;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Iterator;
import org.sparkresnet.collective.LaneRange;
import org.sparkresnet.data.Batch;
import org.sparkresnet.data.Minibatch;
import org.sparkresnet.metrics.StepReport;
import org.sparkresnet.parallel.PhaseClock.Phase;
import org.sparkresnet.replica.Replica;
import org.sparkresnet.replica.Scores;

/**
 * The steps of a segment on one worker: batch, gradient, sum over all lanes, update.
 *
 * <p>Every worker sees the same summed scores at the same step, so all of them stop at the same step when a loss is not
 * finite, without a word between them.
 */
final class TrainingPass {
    private final Work work;
    private final Segment segment;
    private final WorkerTask.Worker worker;
    private final ResidentReplica resident;
    private final PhaseClock clock = new PhaseClock();

    private Scores scores = Scores.NONE;
    private Scores window = Scores.NONE;
    private long divergedAt = SegmentResult.NEVER;

    TrainingPass(Work work, Segment segment, WorkerTask.Worker worker, ResidentReplica resident) {
        this.work = work;
        this.segment = segment;
        this.worker = worker;
        this.resident = resident;
    }

    void run(Peers peers, Iterator<Minibatch> minibatches, ProgressFeed.Sender progress)
            throws IOException, InterruptedException {
        for (long step = segment.fromStep(); step < segment.toStep(); step++) {
            worker.context().killTaskIfInterrupted();
            Scores stepScores = step(step, peers, minibatches);
            if (!stepScores.isFinite()) {
                divergedAt = step;
                return;
            }
            scores = scores.plus(stepScores);
            window = window.plus(stepScores);
            if (work.pace().reportsAt(step + 1)) {
                report(step, progress);
            }
        }
    }

    /** Scores of all steps, over all lanes. */
    Scores scores() {
        return scores;
    }

    /** The step whose loss was not finite, or {@link SegmentResult#NEVER}. */
    long divergedAt() {
        return divergedAt;
    }

    private Scores step(long step, Peers peers, Iterator<Minibatch> minibatches)
            throws IOException, InterruptedException {
        Replica replica = resident.replica();
        LaneRange lanes = LaneRange.ofWorker(worker.rank(), worker.strategy().workers(), lanes());
        for (int lane = lanes.from(); lane < lanes.to(); lane++) {
            clock.enter(Phase.DATA);
            Minibatch minibatch = minibatches.next();
            clock.enter(Phase.COMPUTE);
            requirePlace(minibatch, step, lane);
            try (Batch batch = minibatch.batch()) {
                Scores laneScores = replica.computeGradient(batch);
                peers.add(lane, replica.gradient(), laneScores);
            }
        }
        clock.enter(Phase.EXCHANGE);
        FloatBuffer sum = replica.gradient();
        Scores stepScores = peers.sum(step, sum);
        clock.enter(Phase.COMPUTE);
        if (stepScores.isFinite()) {
            resident.setStep(ResidentReplica.NO_STEP);
            replica.update(sum, lanes(), work.schedule().at(step));
            resident.setStep(step + 1);
        }
        return stepScores;
    }

    private void report(long step, ProgressFeed.Sender progress) {
        clock.enter(Phase.COMPUTE);
        progress.send(new StepReport(
                step + 1,
                (step + 1.0) / work.plan().stepsPerEpoch(),
                window.loss(),
                window.top1Error(),
                window.top5Error(),
                work.schedule().at(step),
                window.examples() / clock.seconds(),
                clock.seconds(Phase.DATA),
                clock.seconds(Phase.COMPUTE),
                clock.seconds(Phase.EXCHANGE)));
        window = Scores.NONE;
        clock.reset();
    }

    private int lanes() {
        return work.plan().lanes();
    }

    private static void requirePlace(Minibatch minibatch, long step, int lane) {
        if (minibatch.step() != step || minibatch.lane() != lane) {
            throw new IllegalStateException("expected the batch of step " + step + ", lane " + lane
                    + ", found that of step " + minibatch.step() + ", lane " + minibatch.lane());
        }
    }
}
