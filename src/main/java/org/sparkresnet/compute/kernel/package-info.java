/**
 * The interface to a library of kernels: {@link org.sparkresnet.compute.kernel.Kernels} says, by shape, what a residual
 * network needs to have computed, and {@link org.sparkresnet.compute.kernel.Kernel} is one such computation, to be tied to
 * addresses once and then run. oneDNN stands behind it now; cuDNN could, without a change in networks or strategies.
 */
package org.sparkresnet.compute.kernel;
