package org.sparkresnet.data;

import org.sparkresnet.shard.ShardRecord;

/**
 * A record with its number in the data set.
 *
 * @param number in [0, N): records are counted through the shards in the manifest's order
 */
public record NumberedRecord(long number, ShardRecord record) {}
