package org.sparkresnet.data;

import java.io.IOException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;

/**
 * Every record of a data set exactly once, in the manifest's order, in batches of a fixed size.
 *
 * <p>The last batch holds what remains. Workers take contiguous stretches of batches, so that what a batch is made of
 * does not depend on their number.
 */
public final class ValidationRecords implements RecordSource {
    private final long records;
    private final int batchSize;
    private final RecordStream stream;
    private final long end;
    private long batch;

    /**
     * The batches of one worker; opens nothing yet.
     *
     * @param access where records are read, and how
     * @param batchSize records in a batch, at least 1
     * @param share which part of all batches; empty where there are fewer batches than workers
     */
    public ValidationRecords(ShardAccess access, int batchSize, Share share) {
        this.records = access.shards().records();
        this.batchSize = batchSize;
        this.stream = access.stream();
        this.batch = share.first(batches(records, batchSize));
        this.end = share.end(batches(records, batchSize));
        stream.enter(ranges(access.shards(), batchSize, share));
    }

    /** Where the records of a share lie, in order. */
    static List<RecordRange> ranges(ShardSet shards, int batchSize, Share share) {
        long records = shards.records();
        long batches = batches(records, batchSize);
        return shards.ranges(
                Math.min(share.first(batches) * batchSize, records), Math.min(share.end(batches) * batchSize, records));
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
        int size = (int) Math.min(batchSize, records - batch * batchSize);
        stream.advance(size);
        RecordBatch next = new RecordBatch(
                batch, 0, 0, IntStream.range(0, size).mapToObj(stream::take).toList());
        batch++;
        return next;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    /** Worker {@code worker}, in [0, workers), of {@code workers}. */
    public record Share(int worker, int workers) {
        public Share {
            if (worker < 0 || worker >= workers) {
                throw new IllegalArgumentException("worker " + worker + " of " + workers);
            }
        }

        private long first(long batches) {
            return batches * worker / workers;
        }

        private long end(long batches) {
            return batches * (worker + 1) / workers;
        }
    }
}
