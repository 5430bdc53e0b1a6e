package org.sparkresnet.parallel;

import java.io.IOException;
import java.io.Serializable;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.sparkresnet.config.Settings;
import scala.reflect.ClassTag;

/** How the replicas of a run are joined. Only this package knows which strategy is active. */
public sealed interface ParallelismStrategy extends Serializable permits SingleWorker, AllReduce {
    /** Names of {@code parallel.strategy}. */
    enum Type {
        ALL_REDUCE("all-reduce"),
        SINGLE_WORKER("single-worker");

        private final String text;

        Type(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Which member of the family this is. */
    Type type();

    /** Number of replicas, at least 1. */
    int workers();

    /** The Spark stage of one segment: partition w runs {@code task} over the minibatches of worker w. */
    RDD<Outcome> stage(MinibatchRDD minibatches, WorkerTask task, ClassTag<Outcome> outcome);

    /** Called on each executor at the start of a segment: meets the other workers and says how they are reached. */
    Peers meet(TaskContext context, Work work, Announcement own) throws IOException, InterruptedException;

    /**
     * Reads the block {@code parallel}.
     *
     * @param lanes of the recipe; a worker without a lane would have nothing to do
     */
    static ParallelismStrategy from(Settings settings, int lanes) {
        Settings block = settings.at("parallel");
        int workers = block.positiveInt("workers");
        block.require(
                workers <= lanes,
                "workers",
                "more workers than data.lanes = " + lanes + "; use at most " + lanes + " workers, or more lanes");
        return switch (block.choice("strategy", Type.class)) {
            case ALL_REDUCE -> new AllReduce(workers);
            case SINGLE_WORKER -> new SingleWorker();
        };
    }
}
