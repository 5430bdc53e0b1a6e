package org.sparkresnet.parallel;

import org.apache.spark.rdd.RDD;
import org.sparkresnet.parallel.worker.Outcome;
import org.sparkresnet.parallel.worker.Rendezvous;
import org.sparkresnet.parallel.worker.WorkerTask;
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
    public ParallelismStrategy withAtMost(int most) {
        return this;
    }

    @Override
    public Rendezvous rendezvous() {
        return Rendezvous.ALONE;
    }

    @Override
    public RDD<Outcome> stage(MinibatchRDD minibatches, WorkerTask task, ClassTag<Outcome> outcome) {
        return minibatches.mapPartitions(task, false, outcome);
    }
}
