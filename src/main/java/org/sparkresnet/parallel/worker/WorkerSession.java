package org.sparkresnet.parallel.worker;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.sparkresnet.checkpoint.Checkpoint;
import org.sparkresnet.checkpoint.CheckpointReader;
import org.sparkresnet.checkpoint.CheckpointStore;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.data.Minibatch;
import org.sparkresnet.data.ValidationRecords;
import org.sparkresnet.replica.NumberedScores;
import org.sparkresnet.replica.Replica;

/**
 * One worker's way through one segment, on the replica's own thread: get the state of the first step, train, evaluate,
 * save.
 */
final class WorkerSession {
    private final Work work;
    private final Segment segment;
    private final WorkerTask.Worker worker;
    private final ResidentReplica resident;

    WorkerSession(Work work, Segment segment, WorkerTask.Worker worker, ResidentReplica resident) {
        this.work = work;
        this.segment = segment;
        this.worker = worker;
        this.resident = resident;
    }

    Outcome run(Iterator<Minibatch> minibatches, ReportSender reports) throws IOException, InterruptedException {
        restore();
        try (Peers peers = worker.crew().rendezvous().meet(worker, work, announcement())) {
            try {
                peers.shareState(
                        segment.fromStep(), replica().parameters(), replica().momentum());
                resident.setStep(segment.fromStep());
                return train(peers, minibatches, reports);
            } catch (InvalidInputException e) {
                peers.abort(e.getMessage());
                throw e;
            }
        }
    }

    private Outcome train(Peers peers, Iterator<Minibatch> minibatches, ReportSender reports)
            throws IOException, InterruptedException {
        TrainingPass training = new TrainingPass(work, segment, worker, resident);
        if (worker.rank() == 0) {
            try (StopWatcher watcher = new StopWatcher(StopFile.of(work.output(), hadoop()))) {
                training.run(peers, minibatches, reports, watcher::hasSeen);
            }
        } else {
            training.run(peers, minibatches, ReportSender.SILENT, () -> false);
        }
        return training.isSound() ? finish(training) : outcome(training, List.of(), 0, SavedState.NONE);
    }

    /** What follows behind the last step. A run that was asked to stop saves wherever it is, and loses no time. */
    private Outcome finish(TrainingPass training) throws IOException {
        boolean stopped = training.endStep() < segment.toStep();
        long start = System.nanoTime();
        List<NumberedScores> validation = segment.evaluates() && !stopped ? evaluate() : List.of();
        double seconds = (System.nanoTime() - start) / 1e9;
        boolean saves = worker.rank() == 0 && (segment.saves() || stopped);
        return outcome(training, validation, seconds, saves ? save(training.endStep()) : SavedState.NONE);
    }

    /** Brings the replica to the segment's first step if a checkpoint is given for it. */
    private void restore() throws IOException {
        if (segment.restored().isEmpty() || resident.step() == segment.fromStep()) {
            return;
        }
        resident.setStep(ResidentReplica.NO_STEP);
        Checkpoint checkpoint = segment.restore();
        CheckpointReader reader = new CheckpointReader(hadoop());
        reader.read(checkpoint, CheckpointStore.PARAMETERS, replica().parameters());
        reader.read(checkpoint, CheckpointStore.MOMENTUM, replica().momentum());
        resident.setStep(segment.fromStep());
    }

    private Announcement announcement() {
        FloatBuffer parameters = replica().parameters();
        long checksum = resident.step() == segment.fromStep()
                ? StateChecksum.of(parameters, replica().momentum())
                : Announcement.NO_STATE;
        return new Announcement(checksum, parameters.remaining(), replica().platform());
    }

    private List<NumberedScores> evaluate() {
        ValidationPass pass = new ValidationPass(
                work.validation(), work.plan().microBatch(), work.pace().loading());
        ValidationRecords.Share share = new ValidationRecords.Share(worker.rank(), worker.workers());
        return pass.run(replica(), share, hadoop());
    }

    private SavedState save(long step) throws IOException {
        CheckpointStore store = CheckpointStore.open(work.output(), hadoop());
        String attempt = store.attempt(step);
        return new SavedState(
                attempt,
                List.of(
                        store.write(
                                attempt, CheckpointStore.PARAMETERS, replica().parameters()),
                        store.write(attempt, CheckpointStore.MOMENTUM, replica().momentum())));
    }

    private Outcome outcome(TrainingPass training, List<NumberedScores> validation, double seconds, SavedState saved) {
        return new Outcome.Done(
                SparkPlace.executor(),
                training.endStep(),
                training.scores(),
                validation,
                seconds,
                saved,
                training.divergedAt(),
                training.badRecords());
    }

    private Replica replica() {
        return resident.replica();
    }

    private Configuration hadoop() {
        return work.hadoop().value();
    }
}
