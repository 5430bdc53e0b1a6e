package org.sparkresnet.compute.kernel;

/**
 * What is done to the values of a convolution before they leave the registers, in this order.
 *
 * @param bias plus a value of the channel: one operand more
 * @param sum plus another activation of that shape: one operand more
 * @param relu {@code max(., 0)}
 */
public record Epilogue(boolean bias, boolean sum, boolean relu) {
    /** Nothing, or a bias. */
    public static Epilogue ofBias(boolean bias) {
        return new Epilogue(bias, false, false);
    }
}
