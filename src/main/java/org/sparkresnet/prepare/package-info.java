/**
 * From source layouts to shards, as a Spark job.
 *
 * <p>{@link org.sparkresnet.prepare.Preparation} asks a {@link org.sparkresnet.prepare.source.Source} to check everything that the person gave, leaves out
 * the classes that are not wanted, compares counts with those that are expected, divides the training set if records are
 * to be held out, then orders the records by a hash of (seed, name), cuts that order into
 * balanced shards and lets Spark tasks write them, resized if that is asked, beside the place where the finished folder will
 * appear. The shards depend on source and settings alone, never on the number of tasks or on the order in which they end.
 *
 * <p>{@link org.sparkresnet.prepare.SourceFormat} chooses the layout of the source; the layouts are packages
 * below {@code source}, and {@code verify} checks shards that are there. The driver sees names of folders, of shards and of
 * bad files, and sums, never a picture. The packages know Spark, Hadoop's file systems, {@code shard} and the decoder of {@code
 * image}; they know no network and nothing of training.
 *
 * <p>Start reading at {@code Preparation.run}.
 */
package org.sparkresnet.prepare;
