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

    /**
     * The records of all {@code ranges}, in order.
     *
     * @throws UncheckedIOException if the file system fails; names the shard
     * @throws org.sparkresnet.config.InvalidInputException if a shard has vanished or is damaged
     */
    List<NumberedRecord> read(List<RecordRange> ranges) {
        List<NumberedRecord> records = new ArrayList<>();
        for (RecordRange range : ranges) {
            long number = shards.numberOf(range.shard(), range.from());
            for (ShardRecord record : read(range)) {
                records.add(new NumberedRecord(number, record));
                number++;
            }
        }
        return records;
    }

    @Override
    public void close() throws IOException {
        ShardReader last = open;
        open = null;
        openShard = -1;
        if (last != null) {
            last.close();
        }
    }

    private List<ShardRecord> read(RecordRange range) {
        try {
            if (range.shard() != openShard) {
                close();
                open = shards.open(range.shard(), hadoop);
                openShard = range.shard();
            }
            return open.read(range.from(), range.to());
        } catch (IOException e) {
            throw new UncheckedIOException(shards.path(range.shard()) + " cannot be read: " + e.getMessage(), e);
        }
    }
}
