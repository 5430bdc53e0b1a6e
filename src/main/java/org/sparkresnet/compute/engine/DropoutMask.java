package org.sparkresnet.compute.engine;

import java.nio.FloatBuffer;
import org.sparkresnet.random.NamedRandom;

/** What dropout multiplies features with in training (arXiv:1207.0580, in the inverted form: evaluation changes nothing). */
public final class DropoutMask {
    private DropoutMask() {}

    /**
     * Fills {@code mask} with 0 for dropped features and {@code 1 / (1 - rate)} for the others.
     *
     * @param chance of the pass: the same number gives the same mask
     * @param layer its name; layers draw independently
     * @param rate share that is dropped, in [0, 1)
     * @param mask {@code [N, C]}, from position to limit
     */
    public static void fill(long chance, String layer, double rate, FloatBuffer mask) {
        NamedRandom random = NamedRandom.of(chance, layer);
        float kept = (float) (1 / (1 - rate));
        while (mask.hasRemaining()) {
            mask.put(random.nextDouble() < rate ? 0 : kept);
        }
    }
}
