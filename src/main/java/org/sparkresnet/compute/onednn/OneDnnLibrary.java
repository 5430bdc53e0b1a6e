package org.sparkresnet.compute.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx512_core;
import static org.bytedeco.dnnl.global.dnnl.dnnl_get_effective_cpu_isa;

import java.util.Set;
import org.bytedeco.javacpp.Loader;
import org.sparkresnet.compute.kernel.Kernels;

/** oneDNN's native library. */
public final class OneDnnLibrary {
    private OneDnnLibrary() {}

    /** Whether it can be loaded. */
    public static boolean isThere() {
        try {
            Loader.load(org.bytedeco.dnnl.global.dnnl.class);
            return true;
        } catch (LinkageError e) {
            return false;
        }
    }

    /**
     * Kernels for the calling thread, with the layout that suits the processor if it suits the graph too, else with the
     * channels last.
     *
     * @param pictureChannels channels of what goes in
     * @param channels of all activations in between
     */
    public static Kernels kernels(int pictureChannels, Set<Integer> channels) {
        return new OneDnnKernels(layoutFor(layoutOfProcessor(), pictureChannels, channels));
    }

    /** A graph that leaves a layout of blocks on its way, or enters it in a way of its own, ends in reference code. */
    static Layout layoutFor(Layout fastest, int pictureChannels, Set<Integer> channels) {
        boolean suits =
                fastest.takesPictures(pictureChannels) && channels.stream().allMatch(fastest::fits);
        return suits ? fastest : Layout.CHANNELS_LAST;
    }

    /** Blocks as wide as a register. */
    static Layout layoutOfProcessor() {
        boolean avx512 = (dnnl_get_effective_cpu_isa() & dnnl_cpu_isa_avx512_core) == dnnl_cpu_isa_avx512_core;
        return avx512 ? Layout.BLOCKS_OF_16 : Layout.BLOCKS_OF_8;
    }
}
