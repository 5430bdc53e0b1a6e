package org.sparkresnet.parallel;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.sparkresnet.parallel.worker.Outcome;
import scala.reflect.ClassTag;

/**
 * The Spark job of one segment, and a watch over it.
 *
 * <p>Spark ends a barrier stage one of whose executors dies. But a stage whose executor dies before all tasks were given
 * out is left waiting for room, for ever. So the room is looked at while the job runs.
 *
 * @param workers tasks of the stage, all of which run at the same time
 */
record SegmentJob(SparkContext spark, int workers) {
    private static final int SECONDS_BETWEEN_LOOKS = 1;
    private static final int LINES = 2;

    /**
     * Runs the stage and waits for it.
     *
     * @return what each worker came to, by rank
     * @throws WorkersLostException if Spark could not bring the stage to its end
     */
    List<Outcome> run(RDD<Outcome> stage, ClassTag<Outcome> outcome) throws WorkersLostException {
        JavaFutureAction<List<Outcome>> job = JavaRDD.fromRDD(stage, outcome).collectAsync();
        try {
            return await(job);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SparkException cause && !spark.isStopped()) {
                throw new WorkersLostException(firstLines(cause), cause);
            }
            throw new IllegalStateException("Spark could not run the stage", e.getCause());
        } catch (InterruptedException e) {
            job.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while workers were training", e);
        }
    }

    private List<Outcome> await(JavaFutureAction<List<Outcome>> job)
            throws ExecutionException, InterruptedException, WorkersLostException {
        while (true) {
            try {
                return job.get(SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                int room = Slots.room(spark);
                if (room < workers) {
                    job.cancel(true);
                    throw new WorkersLostException("an executor is lost, there is room for " + room + " of " + workers);
                }
            }
        }
    }

    /** The beginning of Spark's long texts. */
    private static String firstLines(SparkException e) {
        return String.valueOf(e.getMessage()).lines().limit(LINES).collect(Collectors.joining(" "));
    }
}
