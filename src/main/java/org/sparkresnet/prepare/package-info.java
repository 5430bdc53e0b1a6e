/**
 * From source layouts to shards, as a Spark job.
 *
 * <p>{@link org.sparkresnet.prepare.Preparation} asks a {@code Source} to check everything that the person gave, divides
 * the training set if records are to be held out, then orders the records by a hash of (seed, name), cuts that order into
 * balanced shards and lets Spark tasks write them beside the place where the finished folder will appear. The shards
 * depend on source, seed and examples per shard alone, never on the number of tasks or on the order in which they end.
 *
 * <p>Sources are IDX files, the archives of CIFAR and folders of pictures. What must be read from its beginning travels
 * through Spark's shuffle with its pixels; a picture in a file of its own is decoded once, while sources are checked,
 * travels as its path and is read where it is written. The driver sees names of folders, of shards and of bad files, and
 * sums, never a picture. This package knows Spark, Hadoop's file systems, {@code shard} and the decoder of {@code
 * image}; it knows no network and nothing of training.
 *
 * <p>Start reading at {@code Preparation.run}; a new source layout is one more {@code Source}.
 */
package org.sparkresnet.prepare;
