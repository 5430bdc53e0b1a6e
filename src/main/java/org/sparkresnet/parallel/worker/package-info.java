/**
 * One worker of a training run, on its executor: what it is told, what it does in a segment, what comes back.
 *
 * <p>{@link org.sparkresnet.parallel.worker.Work} and {@link org.sparkresnet.parallel.worker.Segment} travel to the
 * executors; there a {@link org.sparkresnet.parallel.worker.WorkerTask} takes a resting replica and lets a session get
 * the state of the first step, train, evaluate and save; an {@link org.sparkresnet.parallel.worker.Outcome} of scalars
 * goes back. Replicas rest in the executor between segments, in the {@code ReplicaPool}, each with a compute thread of its
 * own. The package knows nothing of the driver's side, knows networks only as {@code replica}, and moves bytes between
 * workers only through {@code collective}.
 *
 * <p>Start at {@code WorkerSession}, then read {@code TrainingPass}; {@code LanesInOrder} is the obviously right way of
 * summing, {@code PeerGroup} the fast one.
 */
package org.sparkresnet.parallel.worker;
