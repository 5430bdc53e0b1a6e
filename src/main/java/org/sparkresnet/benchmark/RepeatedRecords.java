package org.sparkresnet.benchmark;

import java.util.List;
import java.util.NoSuchElementException;
import org.sparkresnet.data.NumberedRecord;
import org.sparkresnet.data.RecordBatch;
import org.sparkresnet.data.RecordSource;

/** The same records again and again, in one order; each pass is an epoch, so chance differs. The last batch is short. */
final class RepeatedRecords implements RecordSource {
    private final List<NumberedRecord> records;
    private final int microBatch;
    private final int epochs;
    private int epoch;
    private int next;
    private long step;

    RepeatedRecords(List<NumberedRecord> records, int microBatch, int epochs) {
        this.records = records;
        this.microBatch = microBatch;
        this.epochs = epochs;
    }

    @Override
    public boolean hasNext() {
        return epoch < epochs;
    }

    @Override
    public RecordBatch next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the last pass was " + (epochs - 1));
        }
        int end = Math.min(next + microBatch, records.size());
        RecordBatch batch = new RecordBatch(step, epoch, 0, records.subList(next, end));
        step++;
        next = end;
        if (next == records.size()) {
            next = 0;
            epoch++;
        }
        return batch;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
