package org.sparkresnet.parallel;

import org.apache.spark.rdd.RDD;
import org.sparkresnet.config.Settings;
import org.sparkresnet.parallel.worker.Outcome;
import org.sparkresnet.parallel.worker.Rendezvous;
import org.sparkresnet.parallel.worker.WorkerTask;
import scala.reflect.ClassTag;

/** How the replicas of a run are joined. Only this package knows which strategy is active. */
public sealed interface ParallelismStrategy permits SingleWorker, AllReduce {
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

    /** The same with at most {@code workers} replicas, which must not change what is computed. */
    ParallelismStrategy withAtMost(int workers);

    /** How the workers come together at the start of a segment. */
    Rendezvous rendezvous();

    /** The Spark stage of one segment: partition w runs {@code task} over the minibatches of worker w. */
    RDD<Outcome> stage(MinibatchRDD minibatches, WorkerTask task, ClassTag<Outcome> outcome);

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
