package org.sparkresnet.prepare;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.SourceFiles;
import org.sparkresnet.prepare.source.SourceRecord;
import org.sparkresnet.shard.ShardEntry;
import org.sparkresnet.shard.ShardWriter;
import org.sparkresnet.storage.StorageFailure;
import scala.Tuple2;

/**
 * The task that writes the shards of one partition, whose records come in order.
 *
 * @param folder where the shards go
 * @param cuts sizes of all shards
 * @param partitions number of partitions
 * @param classNames name of label i at place i
 * @param storing what becomes of the pictures
 * @param configuration of Hadoop
 */
record WriteShards(
        String folder,
        ShardCuts cuts,
        int partitions,
        List<String> classNames,
        Storing storing,
        Broadcast<SerializableConfiguration> configuration)
        implements Function2<Integer, Iterator<Tuple2<OrderKey, SourceRecord>>, Iterator<WrittenShards>> {

    @Override
    public Iterator<WrittenShards> call(Integer partition, Iterator<Tuple2<OrderKey, SourceRecord>> records)
            throws IOException {
        WrittenShards written = new WrittenShards(classNames.size());
        try (SourceFiles files = new SourceFiles(configuration.value().value())) {
            writeAll(partition, records, files, written);
        } catch (InvalidInputException e) {
            written.refuse(e.getMessage());
        }
        return List.of(written).iterator();
    }

    private void writeAll(
            Integer partition,
            Iterator<Tuple2<OrderKey, SourceRecord>> records,
            SourceFiles files,
            WrittenShards written)
            throws IOException {
        int end = ShardPartitioner.firstShard(partition + 1, partitions, cuts.shards());
        for (int shard = ShardPartitioner.firstShard(partition, partitions, cuts.shards()); shard < end; shard++) {
            written.add(shard, write(shard, records, files, written));
        }
        if (records.hasNext()) {
            throw new IllegalStateException("partition " + partition + " has more records than its shards");
        }
    }

    private ShardEntry write(
            int shard, Iterator<Tuple2<OrderKey, SourceRecord>> records, SourceFiles files, WrittenShards written)
            throws IOException {
        // Unique among retried and speculative attempts at this partition.
        String attempt = Long.toString(TaskContext.get().taskAttemptId());
        String fileName = ShardEntry.fileName(shard, cuts.shards());
        try (ShardWriter writer = ShardWriter.create(
                folder, fileName, attempt, configuration.value().value())) {
            for (int i = 0; i < cuts.size(shard); i++) {
                if (!records.hasNext()) {
                    throw new IllegalStateException(fileName + " got " + i + " records of " + cuts.size(shard));
                }
                SourceRecord record = records.next()._2();
                writer.append(written.count(record, storing, files), classNames.get(record.label()));
            }
            return writer.finish();
        } catch (IOException e) {
            StorageFailure.refuseIfClear(new Path(folder, fileName), e);
            throw e;
        }
    }
}
