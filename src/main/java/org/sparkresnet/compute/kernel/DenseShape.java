package org.sparkresnet.compute.kernel;

/** A dense layer over {@code [pictures, inputs]}. */
public record DenseShape(int pictures, int inputs, int outputs) {}
