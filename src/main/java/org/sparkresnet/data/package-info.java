/**
 * From shards to batches: which record is trained on when, and how it gets there.
 *
 * <p>{@link org.sparkresnet.data.EpochPlan} is the contract: a pure function of (seed, epoch) that gives each lane its
 * records in order, for any number of workers. {@link org.sparkresnet.data.TrainingRecords} reads along that plan,
 * {@link org.sparkresnet.data.ValidationRecords} reads everything once, both through a {@code RecordStream}, which reads in
 * large pieces and keeps a block at hand; {@link org.sparkresnet.data.BatchLoader} has one thread read and others make
 * pictures, each by a {@link org.sparkresnet.data.BatchAssembler}, ahead of the consumer; whoever makes the last one of a
 * batch mixes them, if {@link org.sparkresnet.data.Mixing} is wanted. Damaged data reaches the consumer
 * as the {@link org.sparkresnet.config.InvalidInputException} of the package {@code shard}, word for word, or is replaced
 * and named in its batch. The package knows no network, no Spark and no other worker. Start at {@code EpochPlan}.
 */
package org.sparkresnet.data;
