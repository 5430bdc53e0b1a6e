package org.sparkresnet.data;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.sparkresnet.image.pipeline.DecodeRoom;
import org.sparkresnet.image.pipeline.ImagePipeline;

/**
 * The threads of a loader that make pictures, each with its own tools.
 *
 * <p>All of them work on the oldest batch that has pictures left; a thread that finds none there goes on to the next
 * batch. So a slow picture holds up its own batch alone.
 */
final class DecodeThreads {
    /** Holds a batch as many times as threads can be of use to it. */
    private final BlockingQueue<BatchInProgress> queue = new LinkedBlockingQueue<>();

    private final List<ImagePipeline> pipelines = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    /** Beside the interrupt, which whoever decodes may swallow. */
    private volatile boolean ending;

    /** Starts {@code count} threads. */
    DecodeThreads(int count, BatchAssembler assembler) {
        DecodeRoom room = assembler.room();
        for (int i = 0; i < count; i++) {
            ImagePipeline pipeline = assembler.pipeline(room);
            Thread thread = new Thread(() -> work(pipeline), "batch-decoder-" + i);
            thread.setDaemon(true);
            pipelines.add(pipeline);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    /** Has all pictures of {@code batch} made; returns at once. */
    void make(BatchInProgress batch) {
        for (int i = 0; i < Math.min(threads.size(), batch.size()); i++) {
            queue.add(batch);
        }
    }

    /** Asks all threads to end behind the picture that they are at. */
    void interrupt() {
        ending = true;
        threads.forEach(Thread::interrupt);
    }

    /** The threads, to be waited for. */
    List<Thread> threads() {
        return List.copyOf(threads);
    }

    /** Gives the tools back; to be called when all threads have ended. */
    void close() {
        pipelines.forEach(ImagePipeline::close);
    }

    private void work(ImagePipeline pipeline) {
        try {
            while (!ending) {
                queue.take().work(pipeline);
            }
        } catch (InterruptedException e) {
            // The loader is being closed, and the thread ends here.
            Thread.currentThread().interrupt();
        }
    }
}
