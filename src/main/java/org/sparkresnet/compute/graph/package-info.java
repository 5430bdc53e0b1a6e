/**
 * What a DL4J graph computes, as a list of {@link org.sparkresnet.compute.graph.Node}s for batches of one size: {@link
 * org.sparkresnet.compute.graph.GraphReader} takes it from the graph's configuration, joins ReLUs with what they stand
 * behind, and notes where in the flat vector the parameters of every node are. Knows neither libraries nor memory.
 */
package org.sparkresnet.compute.graph;
