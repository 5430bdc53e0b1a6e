package org.sparkresnet.image.transform;

/** The bounds of what transforms are told in pixels. */
final class PixelBounds {
    private PixelBounds() {}

    /** @throws IllegalArgumentException if {@code value} is not in [least, {@link Transform#LARGEST}] */
    static void require(String name, int value, int least) {
        if (value < least || value > Transform.LARGEST) {
            throw new IllegalArgumentException(
                    name + " is " + value + ", must be in [" + least + ", " + Transform.LARGEST + "]");
        }
    }
}
