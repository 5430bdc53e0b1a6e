package org.sparkresnet.parallel;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkresnet.checkpoint.Checkpoint;
import org.sparkresnet.checkpoint.CheckpointReader;
import org.sparkresnet.checkpoint.CheckpointStore;
import org.sparkresnet.data.RecordHosts;
import org.sparkresnet.data.ValidationRecords;
import org.sparkresnet.metrics.StepReport;
import org.sparkresnet.parallel.worker.EvaluationOutcome;
import org.sparkresnet.parallel.worker.ValidationPass;
import org.sparkresnet.parallel.worker.Work;
import org.sparkresnet.replica.NumberedScores;
import org.sparkresnet.replica.Replica;
import scala.Tuple2;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** A running Spark application, as the place where training and evaluation happen. */
public record Cluster(JavaSparkContext spark) {
    private static final ClassTag<Integer> INTEGER = ClassTag$.MODULE$.apply(Integer.class);

    /** How files are reached. */
    public Configuration hadoop() {
        return spark.hadoopConfiguration();
    }

    /** {@link #hadoop} in a form that travels. */
    public SerializableConfiguration portableHadoop() {
        return new SerializableConfiguration(hadoop());
    }

    /** Version of Spark. */
    public String version() {
        return spark.version();
    }

    /**
     * Waits until all workers can run at the same time.
     *
     * @throws org.sparkresnet.config.InvalidInputException if that is not so after {@code timeout}
     */
    public void awaitRoom(int workers, Duration timeout) {
        Slots.await(spark.sc(), workers, timeout);
    }

    /**
     * Waits until all workers can run at the same time again, or {@code patience} has passed.
     *
     * @param timeout longest wait for room for at least one worker
     * @return for how many of {@code workers} there is room, at least 1
     * @throws org.sparkresnet.config.InvalidInputException if there is no room at all after {@code timeout}
     */
    public int awaitReturn(int workers, Duration patience, Duration timeout) {
        return Slots.awaitReturn(spark.sc(), workers, patience, timeout);
    }

    /** A group whose first segment begins at {@code firstStep}; see {@link WorkerGroup}. */
    public WorkerGroup start(ParallelismStrategy strategy, Work work, long firstStep, Consumer<StepReport> reports) {
        return new WorkerGroup(spark, strategy, work, firstStep, reports);
    }

    /** Reads a whole checkpoint on an executor; empty if it is sound, else what is wrong with it. */
    public Optional<String> verify(Checkpoint checkpoint) {
        SerializableConfiguration portable = portableHadoop();
        return Optional.of(spark.parallelize(List.of(checkpoint), 1)
                        .map(one -> new CheckpointReader(portable.value())
                                .verify(one)
                                .orElse(""))
                        .first())
                .filter(problem -> !problem.isEmpty());
    }

    /**
     * Evaluates a checkpoint on {@code workers} tasks, each with a replica of its own.
     *
     * @return the scores of all batches, in no particular order
     */
    public List<NumberedScores> evaluate(
            Checkpoint checkpoint, Replica.Factory replicas, ValidationPass pass, int workers) {
        SerializableConfiguration portable = portableHadoop();
        List<EvaluationOutcome> outcomes = ranks(pass, workers)
                .map(rank -> EvaluationOutcome.of(() -> {
                    try (Replica replica = replicas.create()) {
                        CheckpointReader reader = new CheckpointReader(portable.value());
                        reader.read(checkpoint, CheckpointStore.PARAMETERS, replica.parameters());
                        return pass.run(replica, new ValidationRecords.Share(rank, workers), portable.value());
                    }
                }))
                .collect();
        return outcomes.stream()
                .flatMap(outcome -> outcome.scoresOrThrow().stream())
                .toList();
    }

    /** One partition per worker, which Spark computes where the worker's records are if there is room. */
    private JavaRDD<Integer> ranks(ValidationPass pass, int workers) {
        RecordHosts hosts = RecordHosts.of(pass.pictures().shards(), hadoop());
        List<Tuple2<Integer, Seq<String>>> placed = IntStream.range(0, workers)
                .mapToObj(rank -> {
                    ValidationRecords.Share share = new ValidationRecords.Share(rank, workers);
                    return new Tuple2<>(rank, sequence(hosts.ofValidation(pass.batchSize(), share)));
                })
                .toList();
        return JavaRDD.fromRDD(spark.sc().makeRDD(sequence(placed), INTEGER), INTEGER);
    }

    private static <T> Seq<T> sequence(List<T> values) {
        return JavaConverters.asScalaBuffer(values).toSeq();
    }
}
