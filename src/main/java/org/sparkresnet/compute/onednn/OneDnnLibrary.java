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
     * Kernels for the calling thread, with the layout that suits the processor if activations of all these channels fill
     * its blocks, else with the channels last: a layout that changes on the way ends in oneDNN's reference code.
     */
    public static Kernels kernels(Set<Integer> channels) {
        Layout fastest = layoutOfProcessor();
        return new OneDnnKernels(channels.stream().allMatch(fastest::fits) ? fastest : Layout.CHANNELS_LAST);
    }

    /** Blocks as wide as a register. */
    static Layout layoutOfProcessor() {
        boolean avx512 = (dnnl_get_effective_cpu_isa() & dnnl_cpu_isa_avx512_core) == dnnl_cpu_isa_avx512_core;
        return avx512 ? Layout.BLOCKS_OF_16 : Layout.BLOCKS_OF_8;
    }
}
