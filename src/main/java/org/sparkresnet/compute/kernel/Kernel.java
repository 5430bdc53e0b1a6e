package org.sparkresnet.compute.kernel;

/** One computation for operands of fixed shapes, which {@link Kernels} describes; it keeps nothing between calls. */
public interface Kernel {
    /** Bytes that it overwrites while it runs, besides its operands; may be 0. */
    long scratchBytes();

    /**
     * Ties the kernel to places in memory, once, so that a call costs nothing but its work.
     *
     * @param scratch address of {@link #scratchBytes}
     * @param operands addresses, in the order that {@link Kernels} gives
     */
    Runnable on(long scratch, long... operands);
}
