/**
 * How several replicas become one optimizer step, seen from the driver; the package that runs the Spark jobs of
 * training.
 *
 * <p>A {@link org.sparkresnet.parallel.ParallelismStrategy} starts a {@link org.sparkresnet.parallel.WorkerGroup}, and
 * the training loop only asks the group for one segment after the other. A segment is one Spark stage: partition w of a
 * {@link org.sparkresnet.parallel.MinibatchRDD} yields the micro-batches of worker w's lanes, and what happens with them
 * on the executors is the package {@code worker}. Only scalars come back. When Spark loses an executor, the group ends
 * with a {@link org.sparkresnet.parallel.WorkersLostException}; whoever trains starts another one from the last
 * checkpoint, with as many workers as there is room for then, and the bits stay the same.
 *
 * <p>Start at {@code SingleWorker}, which says what every other strategy must compute, then read {@code WorkerGroup}.
 */
package org.sparkresnet.parallel;
