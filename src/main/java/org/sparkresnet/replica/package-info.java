/**
 * The port between parallelism and model: one copy of a network on one worker, seen as flat vectors.
 *
 * <p>{@link org.sparkresnet.replica.Replica} is all that the strategies and the evaluation know of a network; {@link
 * org.sparkresnet.replica.Scores} is all that comes back of a batch. The package knows neither Spark nor DL4J, so the
 * strategies are tested with replicas of forty lines of plain Java.
 */
package org.sparkresnet.replica;
