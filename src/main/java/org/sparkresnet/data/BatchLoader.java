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
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Makes batches ahead of their consumer, on one thread, in memory that is used again and again.
 *
 * <p>At most {@code prefetch} batches wait; the memory for them and for the one in use is taken at the start. So a batch
 * must be closed before the next but {@code prefetch} is asked for.
 *
 * <p>An error of the source or of a picture reaches the consumer in place of its batch, as the exception that it was,
 * and again at every later call: there is no way past it. One thread consumes; any thread may {@link #close}.
 */
public final class BatchLoader implements Iterator<Minibatch>, Closeable {
    private final RecordSource source;
    private final BatchAssembler assembler;
    private final BlockingQueue<FloatBuffer> free;
    private final ExecutorService thread;

    /** Guarded by this. Its head is the next batch; behind the last one all of them become null. */
    private final Deque<Future<Minibatch>> coming = new ArrayDeque<>();

    /** Guarded by this. */
    private boolean closed;

    /** Belongs to the loader's thread: whether the source has nothing more to give, be it after an error. */
    private boolean exhausted;

    /**
     * Starts loading.
     *
     * @param source is closed with the loader
     * @param batchSize most pictures in one batch, at least 1
     * @param prefetch batches made ahead, at least 1
     */
    public BatchLoader(RecordSource source, BatchAssembler assembler, int batchSize, int prefetch) {
        if (batchSize < 1 || prefetch < 1) {
            throw new IllegalArgumentException("batches of " + batchSize + ", " + prefetch + " ahead: least is 1");
        }
        this.source = source;
        this.assembler = assembler;
        this.free = new ArrayBlockingQueue<>(prefetch + 1);
        for (int i = 0; i <= prefetch; i++) {
            free.add(allocate(
                    Math.multiplyExact(batchSize, assembler.input().shape().values())));
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

    /**
     * Whether there is a batch; waits for it.
     *
     * @throws IllegalStateException if the loader is closed or the calling thread is interrupted
     */
    @Override
    public boolean hasNext() {
        return await(head()) != null;
    }

    /**
     * The next batch; waits for it. Its memory goes back to the loader when it is closed.
     *
     * @throws IllegalStateException if the loader is closed or the calling thread is interrupted
     */
    @Override
    public Minibatch next() {
        Minibatch next = await(head());
        if (next == null) {
            throw new NoSuchElementException("the source has no more batches");
        }
        advance();
        return next;
    }

    /**
     * Stops loading, waits for the thread and closes the source. A read that is under way is interrupted: Hadoop's
     * clients wait minutes for a lost data node. What comes of that read is seen by nobody.
     */
    @Override
    public void close() throws IOException {
        stop();
        join();
        source.close();
    }

    private synchronized Future<Minibatch> head() {
        requireOpen();
        return coming.element();
    }

    private synchronized void advance() {
        requireOpen();
        coming.remove();
        coming.add(thread.submit(this::load));
    }

    private synchronized void stop() {
        closed = true;
        // Cancelled one by one, because a consumer may be waiting for one that has not begun.
        coming.forEach(batch -> batch.cancel(true));
        thread.shutdownNow();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the loader is closed");
        }
    }

    /** Cannot be cut short: the source must not be closed while the thread reads from it. */
    private void join() {
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = thread.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs on the loader's thread; null at the end. */
    private Minibatch load() throws InterruptedException {
        if (exhausted || !source.hasNext()) {
            return null;
        }
        // Until the batch is made: after an error it is unknown where the source stands.
        exhausted = true;
        RecordBatch records = source.next();
        FloatBuffer memory = free.take();
        FloatBuffer images = memory.duplicate();
        int[] labels = assembler.assemble(records, images);
        exhausted = false;
        return new Minibatch(records.step(), records.lane(), new Batch(images.flip(), labels, () -> free.add(memory)));
    }

    private static Minibatch await(Future<Minibatch> batch) {
        try {
            return batch.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a batch", e);
        } catch (CancellationException e) {
            throw new IllegalStateException("the loader was closed while a batch was awaited", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
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
