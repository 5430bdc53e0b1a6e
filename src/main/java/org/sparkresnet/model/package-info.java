/**
 * Residual networks as DL4J graphs, and such a graph as a replica.
 *
 * <p>An {@link org.sparkresnet.model.Architecture} is a network of the paper with its numbers; it says which pictures
 * fit and writes itself out as a {@link org.sparkresnet.model.Network}, layer by layer. Two things are made of that: the
 * configuration of a {@code ComputationGraph}, and the counts of parameters and multiply-adds that the command {@code
 * describe} prints. {@link org.sparkresnet.model.GraphReplica} makes the graph a {@link
 * org.sparkresnet.replica.Replica}: flat vectors, scores, updates, and initial weights that are a function of the seed
 * alone. Layers, losses and updates agree with PyTorch's to float precision, which golden values from there hold in
 * place. Start reading at {@link org.sparkresnet.model.ResNet}, then {@code ResidualBlock}.
 *
 * <p>This package and the ones below it ({@code compute}, {@code optim}) are the only ones that import DL4J and ND4J; it
 * knows nothing of Spark, of shards or of other workers.
 */
package org.sparkresnet.model;
