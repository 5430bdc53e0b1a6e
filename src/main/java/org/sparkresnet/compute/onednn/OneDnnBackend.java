package org.sparkresnet.compute.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx512_core;
import static org.bytedeco.dnnl.global.dnnl.dnnl_get_effective_cpu_isa;

import org.sparkresnet.compute.kernel.Kernels;

/** oneDNN as a library of kernels. */
public final class OneDnnBackend {
    private OneDnnBackend() {}

    /** Kernels with the layout that suits the processor. */
    public static Kernels kernels() {
        String forced = System.getProperty("layout");
        if (forced != null) {
            return new OneDnnKernels(Layout.valueOf(forced));
        }
        int isa = dnnl_get_effective_cpu_isa();
        boolean avx512 = (isa & dnnl_cpu_isa_avx512_core) == dnnl_cpu_isa_avx512_core;
        return new OneDnnKernels(avx512 ? Layout.BLOCKS_OF_16 : Layout.BLOCKS_OF_8);
    }
}
