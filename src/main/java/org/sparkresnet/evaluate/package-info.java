/**
 * Trained networks against data: errors under a protocol, as a Spark job.
 *
 * <p>{@link org.sparkresnet.evaluate.Evaluation} takes a checkpoint and the validation shards and counts errors over
 * every record exactly once, spread over the workers. What the network and its input were is read from the checkpoint,
 * so no training data is needed. The package knows networks only as {@code replica}, apart from the one line that builds
 * one.
 */
package org.sparkresnet.evaluate;
