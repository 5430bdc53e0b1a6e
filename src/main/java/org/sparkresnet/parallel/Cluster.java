package org.sparkresnet.parallel;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkresnet.checkpoint.Checkpoint;
import org.sparkresnet.checkpoint.CheckpointReader;
import org.sparkresnet.metrics.StepReport;

/** A running Spark application, as the place where training and evaluation happen. */
public record Cluster(JavaSparkContext spark) {
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

    /** A group whose first segment begins at {@code firstStep}; see {@link WorkerGroup}. */
    public WorkerGroup start(
            ParallelismStrategy strategy, Work work, long firstStep, Consumer<StepReport> reports) {
        return new WorkerGroup(spark, strategy, work, firstStep, reports);
    }

    /** Reads a whole checkpoint on an executor; empty if it is sound, else what is wrong with it. */
    public Optional<String> verify(Checkpoint checkpoint) {
        SerializableConfiguration portable = portableHadoop();
        return Optional.of(spark.parallelize(List.of(checkpoint), 1)
                        .map(one -> new CheckpointReader(portable.value()).verify(one).orElse(""))
                        .first())
                .filter(problem -> !problem.isEmpty());
    }
}
