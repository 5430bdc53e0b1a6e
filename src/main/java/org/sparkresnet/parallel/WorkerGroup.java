package org.sparkresnet.parallel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkresnet.data.BadRecord;
import org.sparkresnet.data.RecordHosts;
import org.sparkresnet.metrics.StepReport;
import org.sparkresnet.parallel.worker.Outcome;
import org.sparkresnet.parallel.worker.ReplicaPool;
import org.sparkresnet.parallel.worker.Segment;
import org.sparkresnet.parallel.worker.ValidationPass;
import org.sparkresnet.parallel.worker.Work;
import org.sparkresnet.parallel.worker.WorkerTask;
import org.sparkresnet.replica.NumberedScores;
import org.sparkresnet.replica.Scores;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** The running replicas of a training run, as the driver sees them. */
public final class WorkerGroup implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerGroup.class);
    private static final ClassTag<Outcome> OUTCOME = ClassTag$.MODULE$.apply(Outcome.class);
    private static final int SECONDS_TO_CLOSE = 60;

    private final JavaSparkContext spark;
    private final ParallelismStrategy strategy;
    private final Work work;
    private final Broadcast<Work> sharedWork;
    private final ProgressFeed progress;

    /** Of each worker: where its replica is, or before there is one, where its records are. */
    private List<List<String>> places;

    /**
     * Starts nothing yet; replicas are made by the first segment. Spark must have room for all workers at once.
     *
     * @param firstStep step of the first segment
     * @param reports receives what worker 0 reports, on a thread of Spark's
     */
    public WorkerGroup(
            JavaSparkContext spark,
            ParallelismStrategy strategy,
            Work work,
            long firstStep,
            Consumer<StepReport> reports) {
        this.spark = spark;
        this.strategy = strategy;
        this.work = work;
        this.sharedWork = spark.broadcast(work);
        this.progress = new ProgressFeed(spark.sc(), firstStep, reports);
        this.places = hostsOfRecords(work, firstStep, strategy.workers());
    }

    /**
     * Runs one segment and waits for it.
     *
     * @throws org.sparkresnet.config.InvalidInputException if a worker met a mistake of the person, such as a damaged
     *     shard
     * @throws WorkersLostException if the segment can be computed again, by another group
     * @throws IllegalStateException if a worker failed for another reason
     */
    public SegmentResult run(Segment segment) throws WorkersLostException {
        MinibatchRDD minibatches = new MinibatchRDD(spark.sc(), sharedWork, segment, places);
        WorkerTask task = new WorkerTask(
                sharedWork, new WorkerTask.Crew(strategy.workers(), strategy.rendezvous()), segment, progress.open());
        RDD<Outcome> stage = strategy.stage(minibatches, task, OUTCOME);
        spark.sc().setJobDescription("steps " + segment.fromStep() + " to " + segment.toStep());
        // Workers that survive a lost one must not go on computing for a stage that has failed.
        spark.setLocalProperty("spark.job.interruptOnCancel", "true");
        List<Outcome.Done> done = Verdict.of(new SegmentJob(spark.sc(), strategy.workers()).run(stage, OUTCOME));
        progress.flush();
        places = done.stream().map(outcome -> List.of(outcome.place())).toList();
        return join(segment, done);
    }

    /** Throws what the receiver of the reports threw since the last call; the segments themselves are done. */
    public void requireReported() {
        progress.requireDelivered();
    }

    /**
     * Frees the replicas on all executors that are still there. The broadcast work is left to Spark's cleaner: what
     * removes it does not wait, and when the context stops right behind it, Scala prints stack traces.
     */
    @Override
    public void close() {
        progress.close();
        if (!spark.sc().isStopped()) {
            closeReplicas();
        }
    }

    /** What cannot be freed in time goes with its executor, or as soon as another run takes a replica there. */
    private void closeReplicas() {
        String runId = work.runId();
        int slots = Math.max(strategy.workers(), spark.defaultParallelism());
        JavaFutureAction<Void> closing = spark.parallelize(Collections.nCopies(slots, 0), slots)
                .foreachAsync(slot -> ReplicaPool.closeAll(runId));
        try {
            closing.get(SECONDS_TO_CLOSE, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            closing.cancel(true);
            LOG.warn("Replicas could not be freed on all executors: {}", e.toString());
        } catch (InterruptedException e) {
            closing.cancel(true);
            Thread.currentThread().interrupt();
        }
    }

    private static List<List<String>> hostsOfRecords(Work work, long step, int workers) {
        RecordHosts hosts =
                RecordHosts.of(work.training().shards(), work.hadoop().value());
        return IntStream.range(0, workers)
                .mapToObj(worker -> hosts.ofTraining(work.plan(), work.stretch(step, step, worker, workers)))
                .toList();
    }

    private static List<BadRecord> badRecords(List<Outcome.Done> done) {
        return done.stream()
                .flatMap(outcome -> outcome.badRecords().stream())
                .sorted(Comparator.comparingLong(BadRecord::epoch).thenComparingLong(BadRecord::number))
                .toList();
    }

    private SegmentResult join(Segment segment, List<Outcome.Done> done) {
        Outcome.Done first = done.get(0);
        List<NumberedScores> batches = new ArrayList<>();
        done.forEach(outcome -> batches.addAll(outcome.validation()));
        boolean evaluated =
                segment.evaluates() && first.divergedAt() == Outcome.NEVER && first.endStep() == segment.toStep();
        Scores validation = evaluated
                ? ValidationPass.total(batches, work.validation().shards().records())
                : Scores.NONE;
        return new SegmentResult(
                first.endStep(),
                first.training(),
                validation,
                first.validationSeconds(),
                first.saved(),
                first.divergedAt(),
                badRecords(done));
    }
}
