package org.sparkresnet.parallel;

import org.apache.spark.rdd.RDD;
import org.sparkresnet.parallel.worker.Outcome;
import org.sparkresnet.parallel.worker.Rendezvous;
import org.sparkresnet.parallel.worker.WorkerTask;
import scala.reflect.ClassTag;

/**
 * Exact synchronous SGD (arXiv:1706.02677): every worker computes its lanes, the gradients are summed along the fixed
 * tree between the executors, and every replica makes the same update.
 *
 * <p>One barrier stage per segment: a Spark job per step would cost 100 to 300 ms each. Spark's own barrier calls take
 * about a second, so they serve to meet and for nothing else.
 *
 * @param workers replicas, each a task of the barrier stage
 */
record AllReduce(int workers) implements ParallelismStrategy {
    @Override
    public Type type() {
        return Type.ALL_REDUCE;
    }

    @Override
    public ParallelismStrategy withAtMost(int most) {
        return new AllReduce(Math.min(workers, most));
    }

    @Override
    public Rendezvous rendezvous() {
        return Rendezvous.BARRIER;
    }

    @Override
    public RDD<Outcome> stage(MinibatchRDD minibatches, WorkerTask task, ClassTag<Outcome> outcome) {
        return minibatches.barrier().mapPartitions(task, false, outcome);
    }
}
