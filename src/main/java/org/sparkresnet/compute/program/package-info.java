/**
 * The engine that computes a graph with kernels: the nodes of the graph are compiled into a program, a list of calls on
 * memory that was planned beforehand.
 *
 * <p>{@link org.sparkresnet.compute.program.ForwardPass} and {@link org.sparkresnet.compute.program.BackwardPass}, or
 * {@link org.sparkresnet.compute.program.InferencePass}, write calls into a {@link
 * org.sparkresnet.compute.program.Sequence}, which notes from when to when every buffer is needed; {@link
 * org.sparkresnet.compute.program.Arena} lets buffers share places; what results runs without allocating anything. To
 * follow one batch, read {@link org.sparkresnet.compute.program.TrainingProgram}. Knows no library.
 */
package org.sparkresnet.compute.program;
