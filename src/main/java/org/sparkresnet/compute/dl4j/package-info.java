/**
 * DL4J computing its own graph: the engine that is slow and obviously right, and runs wherever ND4J does. {@link
 * org.sparkresnet.compute.dl4j.OneDnnHelpers} revives the layer helpers that the release ships switched off; {@link
 * org.sparkresnet.compute.dl4j.PassMemory} and {@link org.sparkresnet.compute.dl4j.WorkspaceSizes} keep its native memory
 * flat and small; {@link org.sparkresnet.compute.dl4j.SoftmaxCrossEntropy} is the loss in the graph's configuration.
 */
package org.sparkresnet.compute.dl4j;
