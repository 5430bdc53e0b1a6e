package org.sparkresnet.parallel;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.sparkresnet.checkpoint.Checkpoint;
import org.sparkresnet.checkpoint.CheckpointReader;
import org.sparkresnet.checkpoint.CheckpointStore;
import org.sparkresnet.checkpoint.VectorFile;
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
    private final ProgressFeed.Sender progress;

    WorkerSession(
            Work work,
            Segment segment,
            WorkerTask.Worker worker,
            ResidentReplica resident,
            ProgressFeed.Sender progress) {
        this.work = work;
        this.segment = segment;
        this.worker = worker;
        this.resident = resident;
        this.progress = progress;
    }

    Outcome run(Iterator<Minibatch> minibatches) throws IOException, InterruptedException {
        restore();
        try (Peers peers = worker.strategy().meet(worker.context(), work, announcement())) {
            try {
                peers.shareState(replica().parameters(), replica().momentum());
                resident.setStep(segment.fromStep());
                return work(peers, minibatches);
            } catch (InvalidInputException e) {
                peers.abort(e.getMessage());
                throw e;
            }
        }
    }

    private Outcome work(Peers peers, Iterator<Minibatch> minibatches) throws IOException, InterruptedException {
        TrainingPass training = new TrainingPass(work, segment, worker, resident);
        training.run(peers, minibatches, worker.rank() == 0 ? progress : ProgressFeed.Sender.SILENT);
        if (training.divergedAt() != SegmentResult.NEVER) {
            return outcome(training, List.of(), 0, List.of());
        }
        long start = System.nanoTime();
        List<NumberedScores> validation = segment.evaluates() ? evaluate() : List.of();
        double seconds = (System.nanoTime() - start) / 1e9;
        List<VectorFile> saved = segment.saves() && worker.rank() == 0 ? save() : List.of();
        return outcome(training, validation, seconds, saved);
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
                work.validation(), work.plan().microBatch(), work.pace().prefetch());
        ValidationRecords.Share share =
                new ValidationRecords.Share(worker.rank(), worker.strategy().workers());
        return pass.run(replica(), share, hadoop());
    }

    private List<VectorFile> save() throws IOException {
        CheckpointStore store = CheckpointStore.open(work.output(), hadoop());
        return List.of(
                store.write(
                        segment.attempt(), CheckpointStore.PARAMETERS, replica().parameters()),
                store.write(
                        segment.attempt(), CheckpointStore.MOMENTUM, replica().momentum()));
    }

    private Outcome outcome(
            TrainingPass training, List<NumberedScores> validation, double seconds, List<VectorFile> saved) {
        return new Outcome(
                "", SparkPlace.executor(), training.scores(), validation, seconds, saved, training.divergedAt());
    }

    private Replica replica() {
        return resident.replica();
    }

    private Configuration hadoop() {
        return work.hadoop().value();
    }
}
