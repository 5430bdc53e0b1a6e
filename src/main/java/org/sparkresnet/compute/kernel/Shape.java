package org.sparkresnet.compute.kernel;

/**
 * An activation: {@code [pictures, channels, height, width]}, whatever its order in memory.
 *
 * @param pictures of the batch, at least 1
 */
public record Shape(int pictures, int channels, int height, int width) {
    public Shape {
        if (pictures < 1 || channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "no activation of " + pictures + "x" + channels + "x" + height + "x" + width);
        }
    }

    /** Number of values. */
    public long values() {
        return (long) pictures * channels * height * width;
    }

    /** The same pictures and channels with another height and width. */
    public Shape resized(int newHeight, int newWidth) {
        return new Shape(pictures, channels, newHeight, newWidth);
    }
}
