/**
 * oneDNN (github.com/uxlfoundation/oneDNN) as a library of kernels, through the C interface of its JavaCPP preset.
 *
 * <p>Activations stay in one {@link org.sparkresnet.compute.onednn.Layout} from the stem to the head, so that nothing is
 * reordered in between but weights, which cost little: blocks of as many channels as a vector register holds. Whatever is
 * made belongs to a {@link org.sparkresnet.compute.onednn.OneDnn}, which frees it; the garbage collector frees nothing.
 */
package org.sparkresnet.compute.onednn;
