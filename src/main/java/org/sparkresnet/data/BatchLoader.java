package org.sparkresnet.data;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Makes batches ahead of their consumer, on one thread, in memory that is used again and again.
 *
 * <p>At most {@code prefetch} batches wait; the memory for them and for the one in use is taken at the start. An error
 * of the source or of a picture reaches the consumer in place of its batch.
 */
public final class BatchLoader implements Iterator<Minibatch>, Closeable {
    private final RecordSource source;
    private final BatchAssembler assembler;
    private final ExecutorService thread;
    private final BlockingQueue<FloatBuffer> free;
    private final Deque<Future<Minibatch>> coming = new ArrayDeque<>();

    /**
     * @param batchSize most pictures in one batch
     * @param prefetch batches made ahead, at least 1
     */
    public BatchLoader(RecordSource source, BatchAssembler assembler, int batchSize, int prefetch) {
        this.source = source;
        this.assembler = assembler;
        this.free = new ArrayBlockingQueue<>(prefetch + 1);
        for (int i = 0; i <= prefetch; i++) {
            free.add(allocate(batchSize * assembler.input().shape().values()));
        }
        this.thread = Executors.newSingleThreadExecutor(runnable -> {
            Thread loader = new Thread(runnable, "batch-loader");
            loader.setDaemon(true);
            return loader;
        });
        for (int i = 0; i < prefetch; i++) {
            coming.add(thread.submit(this::load));
        }
    }

    @Override
    public boolean hasNext() {
        return peek() != null;
    }

    /** The next batch; waits for it. Its memory goes back to the loader when it is closed. */
    @Override
    public Minibatch next() {
        Minibatch next = peek();
        if (next == null) {
            throw new NoSuchElementException("the source has no more batches");
        }
        coming.remove();
        coming.add(thread.submit(this::load));
        return next;
    }

    /** Stops loading, waits for the thread and closes the source. */
    @Override
    public void close() throws IOException {
        thread.shutdownNow();
        boolean interrupted = false;
        try {
            thread.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        source.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs on the loader's thread; null at the end. */
    private Minibatch load() throws InterruptedException {
        if (!source.hasNext()) {
            return null;
        }
        RecordBatch records = source.next();
        FloatBuffer memory = free.take();
        FloatBuffer images = memory.duplicate();
        try {
            int[] labels = assembler.assemble(records, images);
            return new Minibatch(
                    records.step(), records.lane(), new Batch(images.flip(), labels, () -> free.add(memory)));
        } catch (RuntimeException e) {
            free.add(memory);
            throw e;
        }
    }

    private Minibatch peek() {
        try {
            return coming.element().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a batch", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("loading a batch failed", e.getCause());
        }
    }

    private static FloatBuffer allocate(int floats) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(floats, Float.BYTES))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }
}
