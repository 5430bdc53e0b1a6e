/**
 * The way of one picture from its file to the network's input, with as little work and memory as the outcome needs.
 *
 * <p>An {@link org.sparkresnet.image.pipeline.Augmentation} is what a recipe asks for: how files are decoded ({@link
 * org.sparkresnet.image.pipeline.Decoding}), and transforms in order. An {@link org.sparkresnet.image.pipeline.ImagePipeline}
 * does it, one per thread: the first transform tells the decoder which part to decode and at which size, moves are only
 * noted down ({@code Workpiece}), and rows go through the look-up straight into the batch ({@code PlacedRows}). The
 * outcome is bit for bit that of whole pictures made one after the other. {@link
 * org.sparkresnet.image.pipeline.PipelineMemory} states what it takes at most, and {@link
 * org.sparkresnet.image.pipeline.DecodeRoom} sees to it that large pictures wait for each other.
 */
package org.sparkresnet.image.pipeline;
