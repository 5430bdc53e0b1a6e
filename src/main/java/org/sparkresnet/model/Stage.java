package org.sparkresnet.model;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A row of the paper's table 1: layers that follow one another.
 *
 * @param name such as "stem" or "stage2"
 * @param text what is in it, as the paper writes it: "[3x3, 64; 3x3, 64] x 2"
 * @param layers in the order of computation, at least one
 */
record Stage(String name, String text, List<Layer> layers) {
    Stage {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("stage " + name + " has no layer");
        }
    }

    /** What its last layer gives. */
    Output output() {
        return layers.get(layers.size() - 1).output();
    }

    /** One of the layers' counts, summed. */
    long sum(ToLongFunction<Layer> count) {
        return layers.stream().mapToLong(count).sum();
    }
}
