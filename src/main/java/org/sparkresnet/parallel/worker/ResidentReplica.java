package org.sparkresnet.parallel.worker;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.sparkresnet.replica.Replica;

/**
 * A replica with the one thread that computes with it for its whole life.
 *
 * <p>DL4J keeps its workspaces per thread and never frees them on threads that it does not know; Spark's task threads
 * come and go.
 */
final class ResidentReplica {
    /** {@link #step} of a replica whose state is not that of any step. */
    static final long NO_STEP = -1;

    private final String runId;
    private final ExecutorService thread;
    private final Replica replica;
    private long step = NO_STEP;

    ResidentReplica(String runId, Replica.Factory factory) {
        this.runId = runId;
        this.thread = Executors.newSingleThreadExecutor(runnable -> {
            Thread compute = new Thread(runnable, "compute");
            compute.setDaemon(true);
            return compute;
        });
        try {
            this.replica = call(factory::create);
            this.step = 0;
        } catch (RuntimeException e) {
            thread.shutdown();
            throw e;
        }
    }

    String runId() {
        return runId;
    }

    Replica replica() {
        return replica;
    }

    /** How many steps the state of this replica has behind it. */
    long step() {
        return step;
    }

    /** Says of which step the state is now; {@link #NO_STEP} while it is being changed. */
    void setStep(long step) {
        this.step = step;
    }

    /** Runs {@code body} on the replica's thread; an interrupt of the caller is passed on to it. */
    <T> T call(Callable<T> body) {
        Future<T> future = thread.submit(body);
        try {
            return future.get();
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the task was cancelled", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("computing failed", e.getCause());
        }
    }

    /** Frees the replica and ends its thread. */
    void close() {
        thread.submit(replica::close);
        thread.shutdown();
        try {
            thread.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
