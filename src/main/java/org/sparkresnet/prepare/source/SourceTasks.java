package org.sparkresnet.prepare.source;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Spark, as a source uses it to look at its files.
 *
 * @param context Spark
 * @param configuration of Hadoop, on every executor
 * @param most tasks of a stage, at least 1
 */
public record SourceTasks(JavaSparkContext context, Broadcast<SerializableConfiguration> configuration, int most) {
    public SourceTasks {
        if (most < 1) {
            throw new IllegalArgumentException(most + " tasks");
        }
    }

    /** Sends the configuration of {@code context} to the executors. */
    public static SourceTasks of(JavaSparkContext context, int most) {
        return new SourceTasks(
                context, context.broadcast(new SerializableConfiguration(context.hadoopConfiguration())), most);
    }

    /** Values, at least one, in as many partitions as there can be tasks. */
    public <T> JavaRDD<T> spread(List<T> values) {
        return context.parallelize(values, Math.min(most, values.size()));
    }
}
