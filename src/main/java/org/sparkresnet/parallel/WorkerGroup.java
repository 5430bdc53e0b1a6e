package org.sparkresnet.parallel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.metrics.StepReport;
import org.sparkresnet.replica.NumberedScores;
import org.sparkresnet.replica.Scores;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** The running replicas of a training run, as the driver sees them. */
public final class WorkerGroup implements AutoCloseable {
    private static final ClassTag<Outcome> OUTCOME = ClassTag$.MODULE$.apply(Outcome.class);

    private final JavaSparkContext spark;
    private final ParallelismStrategy strategy;
    private final Work work;
    private final Broadcast<Work> sharedWork;
    private final ProgressFeed progress;
    private List<String> places;

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
        this.places = Collections.nCopies(strategy.workers(), "");
    }

    /**
     * Runs one segment and waits for it.
     *
     * @throws InvalidInputException if a worker met a mistake of the person, such as a damaged shard
     */
    public SegmentResult run(Segment segment) {
        MinibatchRDD minibatches = new MinibatchRDD(spark.sc(), sharedWork, segment, places);
        WorkerTask task = new WorkerTask(sharedWork, strategy, segment, progress.open());
        RDD<Outcome> stage = strategy.stage(minibatches, task, OUTCOME);
        spark.sc().setJobDescription("steps " + segment.fromStep() + " to " + segment.toStep());
        List<Outcome> outcomes = JavaRDD.fromRDD(stage, OUTCOME).collect();
        progress.flush();
        outcomes.stream().filter(Outcome::isRefused).findFirst().ifPresent(outcome -> {
            throw new InvalidInputException(outcome.refusal());
        });
        places = outcomes.stream().map(Outcome::place).toList();
        return join(segment, outcomes);
    }

    /** Frees the replicas on all executors that are still there. */
    @Override
    public void close() {
        progress.close();
        String runId = work.runId();
        int slots = Math.max(strategy.workers(), spark.defaultParallelism());
        spark.parallelize(Collections.nCopies(slots, 0), slots).foreach(slot -> ReplicaPool.closeAll(runId));
        sharedWork.destroy();
    }

    private SegmentResult join(Segment segment, List<Outcome> outcomes) {
        Outcome first = outcomes.get(0);
        List<NumberedScores> batches = new ArrayList<>();
        outcomes.forEach(outcome -> batches.addAll(outcome.validation()));
        boolean evaluated = segment.evaluates() && first.divergedAt() == SegmentResult.NEVER;
        Scores validation = evaluated
                ? ValidationPass.total(batches, work.validation().shards().records())
                : Scores.NONE;
        return new SegmentResult(
                first.training(), validation, first.validationSeconds(), first.saved(), first.divergedAt());
    }
}
