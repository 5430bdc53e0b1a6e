package org.sparkresnet.data;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Makes batches ahead of their consumer, in memory that is used again and again: one thread reads records in order,
 * others make pictures of them.
 *
 * <p>What comes out, and in which order, does not depend on the number of threads. At most {@code prefetch} batches
 * wait; the memory for them and for the one in use is taken at the start. So a batch must be closed before the next but
 * {@code prefetch} is asked for. Records of one further batch may have been read; what the source holds is its own.
 *
 * <p>An error of the source or of a picture reaches the consumer in place of its batch, as the exception that it was,
 * and again at every later call: there is no way past it. One thread consumes; any thread may {@link #close}.
 */
public final class BatchLoader implements Iterator<Minibatch>, Closeable {
    private final RecordSource source;
    private final BatchAssembler assembler;
    private final BlockingQueue<FloatBuffer> free;
    private final DecodeThreads decoders;
    private final Thread reader;

    /**
     * Guarded by this. Its head is the next batch; its tail is the one whose records are being read, and stays empty
     * for ever behind the last batch.
     */
    private final Deque<CompletableFuture<Minibatch>> coming = new ArrayDeque<>();

    /** Guarded by this. */
    private boolean closed;

    /**
     * Starts loading.
     *
     * @param source is closed with the loader
     * @param batchSize most pictures in one batch, at least 1
     */
    public BatchLoader(RecordSource source, BatchAssembler assembler, int batchSize, Loading loading) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("batches of " + batchSize + ": least is 1");
        }
        this.source = source;
        this.assembler = assembler;
        this.free = new ArrayBlockingQueue<>(loading.prefetch() + 1);
        for (int i = 0; i <= loading.prefetch(); i++) {
            free.add(allocate(
                    Math.multiplyExact(batchSize, assembler.input().shape().values())));
        }
        CompletableFuture<Minibatch> first = new CompletableFuture<>();
        coming.add(first);
        this.decoders = new DecodeThreads(loading.threads(), assembler);
        this.reader = new Thread(() -> read(first), "batch-reader");
        reader.setDaemon(true);
        reader.start();
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
     * Stops loading, waits for all threads and closes the source. A read that is under way is interrupted: Hadoop's
     * clients wait minutes for a lost data node. What comes of that read, or of a picture that is being made, is seen by
     * nobody.
     */
    @Override
    public void close() throws IOException {
        stop();
        List<Thread> threads = new ArrayList<>(decoders.threads());
        threads.add(reader);
        join(threads);
        decoders.close();
        source.close();
    }

    private synchronized CompletableFuture<Minibatch> head() {
        requireOpen();
        return coming.element();
    }

    private synchronized void advance() {
        requireOpen();
        coming.remove();
    }

    /** Makes room behind the batch whose records have been read; false if nobody wants more. */
    private synchronized boolean append(CompletableFuture<Minibatch> place) {
        return !closed && coming.add(place);
    }

    private synchronized void stop() {
        closed = true;
        // A consumer may be waiting for one that nobody makes any more.
        coming.forEach(place -> place.cancel(false));
        reader.interrupt();
        decoders.interrupt();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the loader is closed");
        }
    }

    /** Cannot be cut short: the source must not be closed while a thread reads from it. */
    private static void join(List<Thread> threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs on the reader's thread until the source is empty, something fails, or the loader is closed. */
    private void read(CompletableFuture<Minibatch> first) {
        CompletableFuture<Minibatch> place = first;
        try {
            while (source.hasNext()) {
                RecordBatch records = source.next();
                CompletableFuture<Minibatch> next = new CompletableFuture<>();
                // Before the wait: the read may have swallowed the interrupt.
                if (!append(next)) {
                    return;
                }
                FloatBuffer memory = free.take();
                BatchInProgress.Outlet outlet = new BatchInProgress.Outlet(place, () -> free.add(memory));
                decoders.make(new BatchInProgress(records, assembler, memory, outlet));
                place = next;
            }
            place.complete(null);
        } catch (InterruptedException e) {
            place.cancel(false);
        } catch (RuntimeException | Error e) {
            place.completeExceptionally(e);
        }
    }

    private static Minibatch await(CompletableFuture<Minibatch> batch) {
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
