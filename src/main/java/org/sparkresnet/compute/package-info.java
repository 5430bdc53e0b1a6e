/**
 * What runs inside a DL4J graph: kernels, threads, and the loss.
 *
 * <p>For now the kernels are DL4J's own oneDNN helpers, which its release ships switched off; {@link
 * org.sparkresnet.compute.OneDnnHelpers} revives them and refuses to go on without them. {@link
 * org.sparkresnet.compute.ComputeThreads} sets how many threads they use. {@link
 * org.sparkresnet.compute.SoftmaxCrossEntropy} is the loss and counts the scores of a batch on the way. {@link
 * org.sparkresnet.compute.PassMemory} and {@link org.sparkresnet.compute.WorkspaceSizes} keep native memory flat and
 * small. Nothing here knows which network is computed.
 */
package org.sparkresnet.compute;
