/**
 * What runs a graph: {@link org.sparkresnet.compute.engine.GraphEngine} is the one door to it, for training and for
 * evaluation. Engines work in place on the graph's {@link org.sparkresnet.compute.engine.FlatVectors}, so parameters,
 * gradients and checkpoints are the same bytes whichever of them computes. The loss, {@link
 * org.sparkresnet.compute.engine.CrossEntropy}, is the same for all. Nothing here knows a kernel or a layer.
 */
package org.sparkresnet.compute.engine;
