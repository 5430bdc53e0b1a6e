/**
 * What of a run survives, in which format, and where.
 *
 * <p>The state of a run is two flat float32 vectors, parameters and momentum, and a page of JSON about them. A worker
 * writes the vectors, the driver commits them: {@link org.sparkresnet.checkpoint.CheckpointStore} has both halves, and no
 * model passes the driver. A checkpoint is written aside, renamed as a whole, and pointed to last, so a crash at any
 * moment leaves the one before. {@link org.sparkresnet.checkpoint.CheckpointReader} finds damage before anything is
 * believed. {@link org.sparkresnet.storage.RunFolder} is the output folder of a run on any Hadoop file system; the
 * metrics use it too. This package knows no network, no step of training and no Spark.
 *
 * <p>Start reading at {@code CheckpointStore.commit}.
 */
package org.sparkresnet.checkpoint;
