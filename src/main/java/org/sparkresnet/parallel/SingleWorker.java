package org.sparkresnet.parallel;

import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import scala.reflect.ClassTag;

/**
 * One replica runs all lanes in order and adds up their gradients by plain recursion along the tree.
 *
 * <p>Slow and obviously right: what it computes is what every exact strategy must compute, bit for bit.
 */
record SingleWorker() implements ParallelismStrategy {
    @Override
    public Type type() {
        return Type.SINGLE_WORKER;
    }

    @Override
    public int workers() {
        return 1;
    }

    @Override
    public RDD<Outcome> stage(MinibatchRDD minibatches, WorkerTask task, ClassTag<Outcome> outcome) {
        return minibatches.mapPartitions(task, false, outcome);
    }

    @Override
    public Peers meet(TaskContext context, Work work, Announcement own) {
        return new LanesInOrder(work.plan().lanes(), own);
    }
}
