/**
 * From source layouts to shards, as a Spark job.
 *
 * <p>{@link org.sparkresnet.prepare.Preparation} asks a {@code Source} to check everything that the person gave, then
 * orders the records by a hash of (seed, name), cuts that order into balanced shards and lets Spark tasks write them
 * beside the place where the finished folder will appear. The shards depend on source, seed and examples per shard
 * alone, never on the number of tasks or on the order in which they end. The driver sees names of shards and sums,
 * never a picture. This package knows Spark, Hadoop's file systems and {@code shard}; it knows no network and nothing of
 * training.
 *
 * <p>Start reading at {@code Preparation.run}; a new source layout is one more {@code Source}.
 */
package org.sparkresnet.prepare;
