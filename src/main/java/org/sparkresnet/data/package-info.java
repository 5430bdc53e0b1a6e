/**
 * From shards to batches: which record is trained on when, and how it gets there.
 *
 * <p>{@link org.sparkresnet.data.EpochPlan} is the contract: a pure function of (seed, epoch) that gives each lane its
 * records in order, for any number of workers. {@link org.sparkresnet.data.TrainingRecords} reads along that plan,
 * {@link org.sparkresnet.data.ValidationRecords} reads everything once; {@link org.sparkresnet.data.BatchAssembler}
 * makes pictures into floats; {@link org.sparkresnet.data.BatchLoader} does both ahead of the consumer. Damaged data
 * reaches the consumer as the {@link org.sparkresnet.config.InvalidInputException} of the package {@code shard}, word
 * for word. The package knows no network, no Spark and no other worker. Start at {@code EpochPlan}.
 */
package org.sparkresnet.data;
