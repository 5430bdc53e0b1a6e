package org.sparkresnet.data;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;

/**
 * Every record of a data set exactly once, in the manifest's order, in batches of a fixed size.
 *
 * <p>The last batch holds what remains. Workers take contiguous stretches of batches, so that what a batch is made of
 * does not depend on their number.
 */
public final class ValidationRecords implements RecordSource {
    private final ShardSet shards;
    private final int batchSize;
    private final RangeReader reader;
    private final long end;
    private long batch;

    /** The share of worker {@code worker} of {@code workers}. */
    public ValidationRecords(ShardSet shards, int batchSize, Share share, Configuration hadoop) {
        this.shards = shards;
        this.batchSize = batchSize;
        this.reader = new RangeReader(shards, hadoop);
        long batches = batches(shards.records(), batchSize);
        this.batch = batches * share.worker() / share.workers();
        this.end = batches * (share.worker() + 1) / share.workers();
    }

    /** How many batches all workers evaluate together. */
    public static long batches(long records, int batchSize) {
        return (records + batchSize - 1) / batchSize;
    }

    @Override
    public boolean hasNext() {
        return batch < end;
    }

    @Override
    public RecordBatch next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no batch after " + end);
        }
        long from = batch * batchSize;
        long to = Math.min(from + batchSize, shards.records());
        List<RecordRange> ranges = new ArrayList<>();
        while (from < to) {
            RecordRange range = shards.rangeFrom(from, to - from);
            ranges.add(range);
            from += range.size();
        }
        return new RecordBatch(batch++, 0, 0, reader.read(ranges));
    }

    @Override
    public void close() {
        reader.close();
    }

    /** Worker {@code worker}, in [0, workers), of {@code workers}. */
    public record Share(int worker, int workers) {}
}
