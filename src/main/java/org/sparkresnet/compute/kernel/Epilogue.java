package org.sparkresnet.compute.kernel;

/**
 * What is done to the values of a convolution before they leave the registers, in this order.
 *
 * @param affine times a factor plus a summand of the channel: two operands more
 * @param sum plus another activation of that shape: one operand more
 * @param relu {@code max(., 0)}
 */
public record Epilogue(boolean affine, boolean sum, boolean relu) {
    /** Nothing. */
    public static final Epilogue NONE = new Epilogue(false, false, false);
}
