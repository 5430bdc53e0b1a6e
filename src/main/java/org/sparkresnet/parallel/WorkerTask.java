package org.sparkresnet.parallel;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.data.Minibatch;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.runtime.AbstractFunction1;

/** What Spark calls on an executor: takes a resting replica and lets it work through its partition. */
final class WorkerTask extends AbstractFunction1<Iterator<Minibatch>, Iterator<Outcome>> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Broadcast<Work> work;
    private final ParallelismStrategy strategy;
    private final Segment segment;
    private final ProgressFeed.Sender progress;

    WorkerTask(Broadcast<Work> work, ParallelismStrategy strategy, Segment segment, ProgressFeed.Sender progress) {
        this.work = work;
        this.strategy = strategy;
        this.segment = segment;
        this.progress = progress;
    }

    @Override
    public Iterator<Outcome> apply(Iterator<Minibatch> minibatches) {
        Outcome outcome;
        try {
            outcome = run(JavaConverters.asJavaIterator(minibatches));
        } catch (InvalidInputException e) {
            outcome = Outcome.refused(e.getMessage());
        }
        return JavaConverters.asScalaIterator(List.of(outcome).iterator());
    }

    private Outcome run(java.util.Iterator<Minibatch> minibatches) {
        TaskContext context = TaskContext.get();
        Worker worker = new Worker(context.partitionId(), context, strategy);
        ResidentReplica resident = ReplicaPool.take(work.value());
        boolean sound = false;
        try {
            WorkerSession session = new WorkerSession(work.value(), segment, worker, resident, progress);
            Outcome outcome = resident.call(() -> session.run(minibatches));
            sound = true;
            return outcome;
        } finally {
            if (sound) {
                ReplicaPool.give(resident);
            } else {
                resident.close();
            }
        }
    }

    /**
     * One worker of a segment, on its executor.
     *
     * @param rank in [0, workers)
     */
    record Worker(int rank, TaskContext context, ParallelismStrategy strategy) {}
}
