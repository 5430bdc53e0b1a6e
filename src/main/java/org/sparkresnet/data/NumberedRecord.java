package org.sparkresnet.data;

import org.sparkresnet.shard.StoredRecord;

/**
 * A record with its number in the data set.
 *
 * @param number in [0, N): records are counted through the shards in the manifest's order
 * @param record to be opened by whoever decodes it
 */
public record NumberedRecord(long number, StoredRecord record) {}
