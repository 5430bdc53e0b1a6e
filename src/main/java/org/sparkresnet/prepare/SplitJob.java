package org.sparkresnet.prepare;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.api.java.function.PairFunction;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.SourceRecord;
import org.sparkresnet.prepare.source.SourceSplit;
import org.sparkresnet.prepare.source.TaskMistakes;
import scala.Tuple2;

/**
 * The Spark jobs that write one split. The first sorts names only and finds the first record of each shard; the second
 * sends every record, once, to the task that writes its shard.
 *
 * @param context Spark
 * @param seed of the order
 * @param examplesPerShard most records of a shard
 * @param storing what becomes of the pictures
 * @param tasks most tasks of each stage, at least 1
 */
record SplitJob(JavaSparkContext context, long seed, int examplesPerShard, Storing storing, int tasks) {

    /**
     * Writes the shards of {@code split} into {@code folder}, which exists; no manifest.
     *
     * @throws InvalidInputException if the disk is full, or another trouble is the person's to end
     */
    WrittenShards write(SourceSplit split, String folder) {
        ShardCuts cuts = ShardCuts.of(split.count(), examplesPerShard);
        List<OrderKey> firstKeys = firstKeys(split, cuts);
        int partitions = Math.min(tasks, cuts.shards());
        WriteShards writing = new WriteShards(
                folder,
                cuts,
                partitions,
                split.classNames(),
                storing,
                context.broadcast(new SerializableConfiguration(context.hadoopConfiguration())));
        WrittenShards written = TaskMistakes.find(() -> split.records()
                .mapToPair(new WithKey(seed))
                .repartitionAndSortWithinPartitions(new ShardPartitioner(firstKeys, partitions))
                .mapPartitionsWithIndex(writing, false)
                .reduce(WrittenShards::merge));
        written.refusal().ifPresent(sentence -> {
            throw new InvalidInputException(sentence);
        });
        return written;
    }

    private List<OrderKey> firstKeys(SourceSplit split, ShardCuts cuts) {
        List<OrderKey> keys = split.names()
                .map(new KeyOf(seed))
                .sortBy(key -> key, true, tasks)
                .zipWithIndex()
                .filter(new IsFirst(cuts))
                .keys()
                .collect();
        if (keys.size() != cuts.shards()) {
            throw new IllegalStateException(
                    split.name() + " has other names than records: " + keys.size() + " of " + cuts.shards());
        }
        return keys;
    }

    private record KeyOf(long seed) implements Function<String, OrderKey> {
        @Override
        public OrderKey call(String name) {
            return OrderKey.of(seed, name);
        }
    }

    private record IsFirst(ShardCuts cuts) implements Function<Tuple2<OrderKey, Long>, Boolean> {
        @Override
        public Boolean call(Tuple2<OrderKey, Long> keyAndPlace) {
            return cuts.isFirst(keyAndPlace._2());
        }
    }

    private record WithKey(long seed) implements PairFunction<SourceRecord, OrderKey, SourceRecord> {
        @Override
        public Tuple2<OrderKey, SourceRecord> call(SourceRecord record) {
            return new Tuple2<>(OrderKey.of(seed, record.name()), record);
        }
    }
}
