package org.sparkresnet.data;

import org.apache.hadoop.conf.Configuration;

/**
 * Where records are read, and how.
 *
 * @param hadoop how files are reached
 * @param readAhead bytes of one read, at least 1
 */
public record ShardAccess(ShardSet shards, Configuration hadoop, int readAhead) {
    /** A stream of its own position in the shards. */
    RecordStream stream() {
        return new RecordStream(shards, hadoop, readAhead);
    }
}
