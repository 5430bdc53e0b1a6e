/**
 * Residual networks as DL4J graphs, and such a graph as a replica.
 *
 * <p>An {@link org.sparkresnet.model.Architecture} is a network of the paper with its numbers; it says which pictures
 * fit and builds the configuration of a {@code ComputationGraph}. {@link org.sparkresnet.model.GraphReplica} makes that
 * graph a {@link org.sparkresnet.replica.Replica}: flat vectors, scores, updates, and initial weights that are a
 * function of the seed alone. Layers, losses and updates agree with PyTorch's to float precision, which golden values
 * from there hold in place. Start reading at {@link org.sparkresnet.model.CifarResNet}.
 *
 * <p>This package and the ones below it ({@code compute}, {@code optim}) are the only ones that import DL4J and ND4J; it
 * knows nothing of Spark, of shards or of other workers.
 */
package org.sparkresnet.model;
