package org.sparkresnet.shard;

/** A record on its way: perhaps still the bytes that were read, which cost time to check and to take apart. */
public interface StoredRecord {
    /**
     * The record itself. Any thread may call it.
     *
     * @throws BadRecordException if its bytes are damaged; names shard, record and offset
     */
    ShardRecord open();
}
