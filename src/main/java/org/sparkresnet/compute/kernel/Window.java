package org.sparkresnet.compute.kernel;

/**
 * The square that a convolution or a pooling looks through.
 *
 * @param side height and width, at least 1
 * @param stride in both directions, at least 1
 * @param padding zeros (for max pooling: nothing) on every side, at least 0
 */
public record Window(int side, int stride, int padding) {
    public Window {
        if (side < 1 || stride < 1 || padding < 0) {
            throw new IllegalArgumentException(
                    "no window of side " + side + ", stride " + stride + ", padding " + padding);
        }
    }

    /** What is left of {@code length} values; a last place that the stride does not reach in full is left out. */
    public int over(int length) {
        return (length + 2 * padding - side) / stride + 1;
    }

    /** What comes out of an activation. */
    public Shape over(Shape input) {
        return input.resized(over(input.height()), over(input.width()));
    }
}
