package org.sparkresnet.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;

/**
 * Batches from memory: batch i has step i, lane i mod 3 and {@link #SIZE} records with the numbers that follow. At one
 * place something else may happen.
 */
final class ScriptedSource implements RecordSource {
    static final int SIZE = 4;

    private final int batches;
    private final int place;
    private final Runnable event;
    private final Map<Long, Runnable> openings = new HashMap<>();
    private volatile Thread reader;
    private int next;
    private boolean reading;
    private boolean closed;
    private boolean closedWhileReading;

    /** @param event what happens instead of, or before, batch {@code place} is given; may throw */
    ScriptedSource(int batches, int place, Runnable event) {
        this.batches = batches;
        this.place = place;
        this.event = event;
    }

    static ScriptedSource of(int batches) {
        return new ScriptedSource(batches, -1, () -> {});
    }

    /** Has {@code event}, which may throw, happen before record {@code number} is opened; to be called before the first read. */
    ScriptedSource opening(long number, Runnable event) {
        openings.put(number, event);
        return this;
    }

    /** A read that ends only when it is interrupted, and then as a failure. */
    static Runnable untilInterrupted(CountDownLatch begun) {
        return () -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("the read was interrupted", e);
            }
        };
    }

    static RecordBatch batch(int number) {
        List<Long> numbers = LongStream.range((long) number * SIZE, (number + 1L) * SIZE)
                .boxed()
                .toList();
        return new RecordBatch(number, 0, number % 3, SmallDataSet.records(numbers));
    }

    @Override
    public synchronized boolean hasNext() {
        return next < batches;
    }

    @Override
    public RecordBatch next() {
        reader = Thread.currentThread();
        setReading(true);
        try {
            int number = next;
            if (number == batches) {
                throw new NoSuchElementException();
            }
            next++;
            if (number == place) {
                event.run();
            }
            return scripted(batch(number));
        } finally {
            setReading(false);
        }
    }

    private RecordBatch scripted(RecordBatch batch) {
        List<NumberedRecord> records = batch.records().stream()
                .map(one -> new NumberedRecord(one.number(), () -> {
                    openings.getOrDefault(one.number(), () -> {}).run();
                    return one.record().open();
                }))
                .toList();
        return new RecordBatch(batch.step(), batch.epoch(), batch.lane(), records);
    }

    @Override
    public synchronized void close() {
        closed = true;
        closedWhileReading |= reading;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    synchronized boolean wasClosedWhileReading() {
        return closedWhileReading;
    }

    /** The thread that read last. */
    Thread reader() {
        return reader;
    }

    private synchronized void setReading(boolean value) {
        reading = value;
    }
}
