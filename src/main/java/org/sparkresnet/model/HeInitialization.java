package org.sparkresnet.model;

import java.nio.FloatBuffer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.sparkresnet.optim.ParameterGroups;
import org.sparkresnet.random.NamedRandom;

/**
 * Initial weights of convolutions and dense layers as He et al. propose (arXiv:1502.01852): normally distributed with
 * mean 0 and variance 2 / fan-in, where the fan-in is the number of inputs of one output value.
 *
 * <p>Weight i of a layer is the i-th number of the stream named after the run's seed and the layer. So the bits depend
 * on nothing else: not on ND4J's generators, which belong to threads, nor on the version of DL4J or the processor.
 */
final class HeInitialization {
    private final long seed;

    HeInitialization(long seed) {
        this.seed = seed;
    }

    /** Draws all weights of {@code graph} into its flat vector {@code parameters}, {@code [n]}. */
    void write(FloatBuffer parameters, ComputationGraph graph, ParameterGroups groups) {
        for (ParameterGroups.Group group : groups.groups()) {
            if (group.kind() == ParameterGroups.Kind.WEIGHT) {
                draw(parameters, group, outputs(graph, group.layer()));
            }
        }
    }

    private void draw(FloatBuffer parameters, ParameterGroups.Group group, long outputs) {
        double deviation = Math.sqrt(2.0 * outputs / group.size());
        NamedRandom random = NamedRandom.of(seed, "initial weights of " + group.layer());
        for (int i = group.from(); i < group.to(); i += 2) {
            // Box and Muller: two uniform numbers, the first in (0, 1], give two independent normal ones.
            double radius = deviation * Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
            double angle = 2 * Math.PI * random.nextDouble();
            parameters.put(i, (float) (radius * StrictMath.cos(angle)));
            if (i + 1 < group.to()) {
                parameters.put(i + 1, (float) (radius * StrictMath.sin(angle)));
            }
        }
    }

    /** Output channels of a convolution, output values of a dense layer. */
    private static long outputs(ComputationGraph graph, String layer) {
        return ((FeedForwardLayer) graph.getLayer(layer).conf().getLayer()).getNOut();
    }
}
