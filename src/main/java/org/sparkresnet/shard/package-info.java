/**
 * The file format of training data: a folder of shards, an index beside each, one manifest.
 *
 * <p>A shard is a TFRecord file of {@code tf.train.Example} messages, so that other tools can read it; beside the bytes of
 * a JPEG a message holds where a decoder can begin to read them, for which others need not look; its index has a
 * line {@code offset length} per record, the form of NVIDIA DALI's tfrecord2idx; {@code manifest.json} is written last
 * and says what belongs to the folder, so that a folder without one is never taken for complete; {@code
 * manifest.json.sha256} beside it is its checksum. {@link org.sparkresnet.shard.ShardWriter} makes shards, {@link
 * org.sparkresnet.shard.ShardFolder} opens a folder, {@link org.sparkresnet.shard.ShardReader} reads ranges of records;
 * {@link org.sparkresnet.shard.MeanFiles} are means of each pixel, which some folders hold beside their shards. This is the only package (beside the writer of
 * TensorBoard events) that knows TFRecord and its protos. It knows no Spark, no network and nothing of the order in
 * which records are trained on.
 *
 * <p>Start reading at {@code ShardFormat}, which holds every name and size of the format.
 */
package org.sparkresnet.shard;
