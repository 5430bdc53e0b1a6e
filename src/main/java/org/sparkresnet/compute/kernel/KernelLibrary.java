package org.sparkresnet.compute.kernel;

import java.util.Set;

/** Where kernels come from. */
@FunctionalInterface
public interface KernelLibrary {
    /**
     * Kernels for the calling thread, whose caller closes them.
     *
     * @param pictureChannels channels of what goes in
     * @param channels of all activations between the pictures and the logits: what suits them decides about the order in
     *     memory, which is one for the whole graph
     */
    Kernels kernels(int pictureChannels, Set<Integer> channels);
}
