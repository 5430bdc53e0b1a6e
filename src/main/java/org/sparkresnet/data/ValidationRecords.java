package org.sparkresnet.data;

import java.io.IOException;
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

    /**
     * The batches of one worker; opens nothing yet.
     *
     * @param batchSize records in a batch, at least 1
     * @param share which part of all batches; empty where there are fewer batches than workers
     */
    public ValidationRecords(ShardSet shards, int batchSize, Share share, Configuration hadoop) {
        this.shards = shards;
        this.batchSize = batchSize;
        this.reader = new RangeReader(shards, hadoop);
        long batches = batches(shards.records(), batchSize);
        this.batch = batches * share.worker() / share.workers();
        this.end = batches * (share.worker() + 1) / share.workers();
    }

    /** How many batches all workers evaluate together; {@code batchSize} is at least 1. */
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
            throw new NoSuchElementException("the last batch was " + (end - 1));
        }
        long from = batch * batchSize;
        long to = Math.min(from + batchSize, shards.records());
        RecordBatch next = new RecordBatch(batch, 0, 0, reader.read(shards.ranges(from, to)));
        batch++;
        return next;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    /** Worker {@code worker}, in [0, workers), of {@code workers}. */
    public record Share(int worker, int workers) {
        public Share {
            if (worker < 0 || worker >= workers) {
                throw new IllegalArgumentException("worker " + worker + " of " + workers);
            }
        }
    }
}
