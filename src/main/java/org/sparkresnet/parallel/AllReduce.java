package org.sparkresnet.parallel;

import java.io.IOException;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
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
    public RDD<Outcome> stage(MinibatchRDD minibatches, WorkerTask task, ClassTag<Outcome> outcome) {
        return minibatches.barrier().mapPartitions(task, false, outcome);
    }

    @Override
    public Peers meet(TaskContext context, Work work, Announcement own) throws IOException, InterruptedException {
        return PeerGroup.meet((BarrierTaskContext) context, work, own);
    }
}
