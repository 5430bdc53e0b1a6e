/**
 * How several replicas become one optimizer step; the package that runs the Spark jobs of training.
 *
 * <p>A {@link org.sparkresnet.parallel.ParallelismStrategy} starts a {@link org.sparkresnet.parallel.WorkerGroup}, and
 * the training loop only asks the group for one {@link org.sparkresnet.parallel.Segment} after the other. A segment is
 * one Spark stage: partition w of a {@link org.sparkresnet.parallel.MinibatchRDD} yields the micro-batches of worker w's
 * lanes, and {@link org.sparkresnet.parallel.WorkerSession} turns them into updates. Only scalars come back. Replicas
 * stay in the executors between segments, in the {@link org.sparkresnet.parallel.ReplicaPool}. The package knows
 * networks only as {@code replica} and moves bytes only through {@code collective}.
 *
 * <p>Start at {@code SingleWorker}, which says what every other strategy must compute, then read {@code WorkerSession}.
 */
package org.sparkresnet.parallel;
