package org.sparkresnet.parallel.worker;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.broadcast.Broadcast;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.data.Minibatch;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.runtime.AbstractFunction1;

/** What Spark calls on an executor: takes a resting replica and lets it work through its partition. */
public final class WorkerTask extends AbstractFunction1<Iterator<Minibatch>, Iterator<Outcome>>
        implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Broadcast<Work> work;
    private final Crew crew;
    private final Segment segment;
    private final ReportSender reports;

    /** @param reports where worker 0 sends its reports to */
    public WorkerTask(Broadcast<Work> work, Crew crew, Segment segment, ReportSender reports) {
        this.work = work;
        this.crew = crew;
        this.segment = segment;
        this.reports = reports;
    }

    @Override
    public Iterator<Outcome> apply(Iterator<Minibatch> minibatches) {
        Outcome outcome;
        try {
            outcome = run(JavaConverters.asJavaIterator(minibatches));
        } catch (InvalidInputException e) {
            outcome = new Outcome.Refused(e.getMessage());
        } catch (TaskKilledException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            outcome = Outcome.Failed.of(e);
        }
        return JavaConverters.asScalaIterator(List.of(outcome).iterator());
    }

    private Outcome run(java.util.Iterator<Minibatch> minibatches) {
        TaskContext context = TaskContext.get();
        Worker worker = new Worker(context.partitionId(), crew, context);
        ResidentReplica resident = ReplicaPool.take(work.value());
        boolean sound = false;
        try {
            WorkerSession session = new WorkerSession(work.value(), segment, worker, resident);
            Outcome outcome = resident.call(() -> session.run(minibatches, reports));
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
     * All workers of a segment.
     *
     * @param workers how many, at least 1
     */
    public record Crew(int workers, Rendezvous rendezvous) implements Serializable {}

    /**
     * One worker of a segment, on its executor.
     *
     * @param rank in [0, workers)
     */
    record Worker(int rank, Crew crew, TaskContext context) {
        int workers() {
            return crew.workers();
        }
    }
}
