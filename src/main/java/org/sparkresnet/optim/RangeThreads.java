package org.sparkresnet.optim;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;

/**
 * Threads that share the work on a long vector. Each has one part, the caller the first; with one thread there are no
 * others.
 */
public final class RangeThreads implements AutoCloseable {
    private final int threads;
    private final ForkJoinPool others;

    /** @param threads with the caller's, at least 1 */
    public RangeThreads(int threads) {
        this.threads = threads;
        this.others = threads > 1 ? new ForkJoinPool(threads - 1) : null;
    }

    /** Does the work on {@code [0, length)}, and waits for its end, interrupted or not. */
    public void run(int length, Work work) {
        int part = (int) (((long) length + threads - 1) / threads);
        List<ForkJoinTask<?>> tasks = new ArrayList<>();
        for (int from = part; from < length; from += part) {
            int first = from;
            int end = Math.min(from + part, length);
            tasks.add(others.submit(() -> work.on(first, end)));
        }
        work.on(0, Math.min(part, length));
        tasks.forEach(ForkJoinTask::join);
    }

    /** Ends the threads. */
    @Override
    public void close() {
        if (others == null) {
            return;
        }
        others.shutdown();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = others.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is done to a range. */
    @FunctionalInterface
    public interface Work {
        /** Does it on {@code [from, to)}. */
        void on(int from, int to);
    }
}
