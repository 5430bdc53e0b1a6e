package org.sparkresnet.parallel.worker;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.sparkresnet.collective.LaneRange;
import org.sparkresnet.data.BadRecord;
import org.sparkresnet.data.Minibatch;
import org.sparkresnet.metrics.ProcessMemory;
import org.sparkresnet.metrics.StepReport;
import org.sparkresnet.parallel.worker.PhaseClock.Phase;
import org.sparkresnet.replica.Replica;
import org.sparkresnet.replica.Scores;

/**
 * The steps of a segment on one worker: batch, gradient, sum over all lanes, update.
 *
 * <p>Every worker sees the same sums at the same step, so all of them end at the same step when a loss is not finite or
 * one of them wants to stop, without another word between them.
 */
final class TrainingPass {
    private final Work work;
    private final Segment segment;
    private final WorkerTask.Worker worker;
    private final ResidentReplica resident;
    private final PhaseClock clock = new PhaseClock();
    private final BadRecordCount badRecords;

    private Scores scores = Scores.NONE;
    private Scores window = Scores.NONE;
    private long endStep;
    private long divergedAt = Outcome.NEVER;
    private boolean tooManyBad;

    TrainingPass(Work work, Segment segment, WorkerTask.Worker worker, ResidentReplica resident) {
        this.work = work;
        this.segment = segment;
        this.worker = worker;
        this.resident = resident;
        this.badRecords = new BadRecordCount(work, segment);
        this.endStep = segment.fromStep();
    }

    void run(Peers peers, Iterator<Minibatch> minibatches, ReportSender reports, BooleanSupplier wantsStop)
            throws IOException, InterruptedException {
        boolean stops = false;
        while (endStep < segment.toStep() && !stops) {
            worker.context().killTaskIfInterrupted();
            compute(endStep, peers, minibatches);
            Peers.StepSum sum = exchange(endStep, wantsStop.getAsBoolean(), peers);
            tooManyBad = badRecords.exceeds(endStep, sum.badRecords());
            divergedAt = sum.scores().isFinite() ? Outcome.NEVER : endStep;
            if (!isSound()) {
                return;
            }
            update(endStep, sum.scores());
            endStep++;
            stops = sum.stops();
            if (stops || work.pace().reportsAt(endStep)) {
                report(reports);
            }
        }
    }

    /** Scores of all steps, over all lanes. */
    Scores scores() {
        return scores;
    }

    /** One past the last step that was done. */
    long endStep() {
        return endStep;
    }

    /** Whether the segment did not end because of its losses or its bad records. */
    boolean isSound() {
        return divergedAt == Outcome.NEVER && !tooManyBad;
    }

    /** The step whose loss was not finite, or {@link Outcome#NEVER}. */
    long divergedAt() {
        return divergedAt;
    }

    /** What this worker met and replaced. */
    List<BadRecord> badRecords() {
        return badRecords.own();
    }

    private void compute(long step, Peers peers, Iterator<Minibatch> minibatches) {
        Replica replica = resident.replica();
        LaneRange lanes = LaneRange.ofWorker(worker.rank(), worker.workers(), lanes());
        for (int lane = lanes.from(); lane < lanes.to(); lane++) {
            clock.enter(Phase.DATA);
            try (Minibatch minibatch = minibatches.next()) {
                clock.enter(Phase.COMPUTE);
                requirePlace(minibatch, step, lane);
                Scores laneScores = replica.computeGradient(minibatch);
                peers.add(lane, replica.gradient(), laneScores);
                badRecords.add(minibatch.batch().replaced());
            }
        }
    }

    /** Leaves the sum over all lanes in the replica's gradient. */
    private Peers.StepSum exchange(long step, boolean wantsStop, Peers peers) throws IOException, InterruptedException {
        clock.enter(Phase.EXCHANGE);
        Peers.Word word = new Peers.Word(wantsStop, badRecords.takeOfStep());
        Peers.StepSum sum = peers.sum(step, word, resident.replica().gradient());
        clock.enter(Phase.COMPUTE);
        return sum;
    }

    private void update(long step, Scores stepScores) {
        Replica replica = resident.replica();
        resident.setStep(ResidentReplica.NO_STEP);
        replica.update(replica.gradient(), lanes(), work.schedule().at(step));
        resident.setStep(step + 1);
        scores = scores.plus(stepScores);
        window = window.plus(stepScores);
    }

    private void report(ReportSender reports) {
        clock.enter(Phase.COMPUTE);
        reports.send(new StepReport(
                endStep,
                (double) endStep / work.plan().stepsPerEpoch(),
                window.loss(),
                window.top1Error(),
                window.top5Error(),
                work.schedule().at(endStep - 1),
                window.examples() / clock.seconds(),
                clock.seconds(Phase.DATA),
                clock.seconds(Phase.COMPUTE),
                clock.seconds(Phase.EXCHANGE),
                badRecords.takeWindow(),
                ProcessMemory.now(resident.replica().offHeapBytes())));
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
