package org.sparkresnet.prepare;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.Partitioner;

/** Sends each record to the Spark partition that writes its shard; a partition writes consecutive shards. */
final class ShardPartitioner extends Partitioner {
    private static final long serialVersionUID = 1L;

    private final OrderKey[] firstKeys;
    private final int partitions;

    /**
     * @param firstKeys key of the first record of each shard, ascending
     * @param partitions at least 1, at most the number of shards
     */
    ShardPartitioner(List<OrderKey> firstKeys, int partitions) {
        this.firstKeys = firstKeys.toArray(OrderKey[]::new);
        this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
        return partitions;
    }

    @Override
    public int getPartition(Object key) {
        int found = Arrays.binarySearch(firstKeys, key);
        int shard = found >= 0 ? found : -found - 2;
        return (int) ((long) shard * partitions / firstKeys.length);
    }

    /** The first shard of a partition; that of {@code partitions} is the number of shards. */
    static int firstShard(int partition, int partitions, int shards) {
        return (int) (((long) partition * shards + partitions - 1) / partitions);
    }
}
