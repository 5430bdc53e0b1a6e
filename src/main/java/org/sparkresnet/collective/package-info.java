/**
 * The exact sum over all lanes, exchanged directly between the workers of one run.
 *
 * <p>Float addition is not associative, so here the order of additions is part of the contract: {@link
 * org.sparkresnet.collective.ReductionTree} fixes it as a binary tree over lane numbers. Each worker adds up the subtrees
 * it owns ({@link org.sparkresnet.collective.SubtreeSums}); {@link org.sparkresnet.collective.Collective} exchanges them
 * in slices, finishes the tree and hands every worker the same bits, whatever the number of workers and the order in
 * which messages arrive. The bytes go over Spark's network library, which authenticates every connection with the run's
 * secret and encrypts where the application asks for it.
 *
 * <p>This package may not know what the vectors mean: no networks, no steps of training beyond their number, no RDDs, no
 * DL4J. Of Spark it uses the network library alone.
 *
 * <p>Start reading at {@code ReductionTree}, then {@code Collective}, then {@code AllReduce}, which argues why its
 * buffers are safe.
 */
package org.sparkresnet.collective;
