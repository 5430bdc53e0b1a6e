/**
 * Whether shards that are there are still what {@code prepare} wrote, as a Spark job that writes nothing.
 *
 * <p>{@link org.sparkresnet.prepare.verify.Verification} finds the folders of shards below {@code prepare.output}, has a
 * task read every shard and its index to the last byte, decodes one picture of each, and compares the number of records
 * of each class with the manifest, and the manifest with its own checksum. Every fault is a sentence; the driver sees these
 * sentences and counts, never a picture. How a shard is read is the business of {@code shard}, how a picture is decoded that
 * of {@code image}; the package knows nothing of how shards are made, and of sources only that ImageNet's archives have sums
 * that everybody knows.
 *
 * <p>Start reading at {@code Verification.run}.
 */
package org.sparkresnet.prepare.verify;
