package org.sparkresnet.parallel;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkresnet.config.InvalidInputException;

/**
 * Waits until Spark has room for workers at the same time.
 *
 * <p>A barrier stage that is submitted too early is looked at again by Spark only every fifteen seconds, and given up
 * after ten minutes with a text that names no setting.
 */
final class Slots extends SparkListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Slots.class);

    private final SparkContext spark;
    private final Semaphore changes = new Semaphore(0);

    private Slots(SparkContext spark) {
        this.spark = spark;
        spark.addSparkListener(this);
    }

    /**
     * Returns as soon as {@code workers} tasks could run at the same time.
     *
     * @throws InvalidInputException if that is not so after {@code timeout}
     */
    static void await(SparkContext spark, int workers, Duration timeout) {
        try (Slots slots = new Slots(spark)) {
            if (!slots.await(workers, timeout)) {
                throw slots.noRoom("parallel.workers = " + workers, timeout);
            }
        }
    }

    /** See {@link Cluster#awaitReturn}. */
    static int awaitReturn(SparkContext spark, int workers, Duration patience, Duration timeout) {
        try (Slots slots = new Slots(spark)) {
            if (!slots.await(workers, patience) && !slots.await(1, timeout)) {
                throw slots.noRoom("after executors were lost", timeout);
            }
            return Math.max(1, Math.min(workers, slots.free()));
        }
    }

    /** How many workers can run at the same time on the executors that there are. */
    static int room(SparkContext spark) {
        return spark.maxNumConcurrentTasks(spark.resourceProfileManager().defaultResourceProfile());
    }

    @Override
    public void onExecutorAdded(SparkListenerExecutorAdded event) {
        changes.release();
    }

    @Override
    public void onApplicationEnd(SparkListenerApplicationEnd event) {
        changes.release();
    }

    @Override
    public void close() {
        spark.removeSparkListener(this);
    }

    private boolean await(int workers, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        if (free() < workers) {
            LOG.info("Waiting up to {} s for executors: {} workers, room for {}", timeout.toSeconds(), workers, free());
        }
        try {
            while (free() < workers) {
                if (!changes.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for executors", e);
        }
    }

    private InvalidInputException noRoom(String what, Duration timeout) {
        return new InvalidInputException(what + ": Spark has room for " + free() + " at once after "
                + timeout.toSeconds() + " s, each needs spark.task.cpus = "
                + spark.conf().get("spark.task.cpus", "1")
                + " cores of one executor; give it more executors or cores, or use fewer workers");
    }

    private int free() {
        if (spark.isStopped()) {
            throw new InvalidInputException("spark.master = " + spark.master()
                    + ": Spark has ended while executors were awaited, its log says why;"
                    + " check --master, and whether it answers");
        }
        return room(spark);
    }
}
