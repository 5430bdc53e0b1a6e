package org.sparkresnet.compute.kernel;

/**
 * Batch normalization.
 *
 * @param epsilon added to the variance
 * @param relu whether negative results become zero
 */
public record NormShape(Shape activation, float epsilon, boolean relu) {}
