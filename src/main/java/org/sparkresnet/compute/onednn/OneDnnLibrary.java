package org.sparkresnet.compute.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx512_core;
import static org.bytedeco.dnnl.global.dnnl.dnnl_get_effective_cpu_isa;

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

    /** Kernels with the layout that suits the processor, for the calling thread. */
    public static Kernels kernels() {
        return new OneDnnKernels(layout());
    }

    private static Layout layout() {
        boolean avx512 = (dnnl_get_effective_cpu_isa() & dnnl_cpu_isa_avx512_core) == dnnl_cpu_isa_avx512_core;
        return avx512 ? Layout.BLOCKS_OF_16 : Layout.BLOCKS_OF_8;
    }
}
