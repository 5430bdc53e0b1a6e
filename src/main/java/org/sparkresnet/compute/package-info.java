/**
 * What computes a DL4J graph, on how many threads, and on what kind of machine.
 *
 * <p>{@link org.sparkresnet.compute.Backend} chooses the engine: kernels of oneDNN, or DL4J's own layers where its native
 * library is absent. {@link org.sparkresnet.compute.ComputeThreads} sets how many threads they use, {@link
 * org.sparkresnet.compute.Platform} says what the last bits of a result depend on. From a graph to a kernel the way is:
 * {@code graph} (what is computed), {@code program} (in which order, where in memory), {@code kernel} (the interface to a
 * library), {@code onednn} (a library). Nothing here knows which network is computed.
 */
package org.sparkresnet.compute;
