package org.sparkresnet.data;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.sparkresnet.shard.ShardReader;
import org.sparkresnet.shard.ShardRecord;

/** Reads ranges of records one after the other and keeps the last shard open, because the next range follows there. */
final class RangeReader implements Closeable {
    private final ShardSet shards;
    private final Configuration hadoop;
    private ShardReader open;
    private int openShard = -1;

    RangeReader(ShardSet shards, Configuration hadoop) {
        this.shards = shards;
        this.hadoop = hadoop;
    }

    /** The records of all {@code ranges}, in order. */
    List<NumberedRecord> read(List<RecordRange> ranges) {
        List<NumberedRecord> records = new ArrayList<>();
        try {
            for (RecordRange range : ranges) {
                int index = range.from();
                for (ShardRecord record : reader(range.shard()).read(range.from(), range.to())) {
                    records.add(new NumberedRecord(shards.numberOf(range.shard(), index), record));
                    index++;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return records;
    }

    @Override
    public void close() {
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            open = null;
            openShard = -1;
        }
    }

    private ShardReader reader(int shard) throws IOException {
        if (shard != openShard) {
            close();
            open = shards.open(shard, hadoop);
            openShard = shard;
        }
        return open;
    }
}
