/**
 * TFRecord files of {@code tf.train.Example} that others have made.
 *
 * <p>Tasks walk every file once from its beginning, check both checksums of each record, find the features that the
 * settings name, and answer where in the file the picture begins and how long it is. From there on a picture is a part of
 * a file as any other: decoded by the tasks of {@code picture}, and read again in place by the task that writes its shard.
 * Raw pixels are taken along to their shard instead. How records are framed and what an example is made of is known to
 * {@code shard} alone; the files' names say which split they belong to, by the rule in {@code SplitFiles}.
 *
 * <p>Start reading at {@code TfRecordSource.check}.
 */
package org.sparkresnet.prepare.source.tfrecord;
