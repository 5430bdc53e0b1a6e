package org.sparkresnet.image;

import java.io.Serializable;
import org.sparkresnet.config.InvalidInputException;

/** The size of a picture: channels (1 gray, 3 RGB), height and width in pixels, each at least 1. */
public record PictureShape(int channels, int height, int width) implements Serializable {
    public PictureShape {
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "a picture has at least one pixel, found " + channels + "x" + height + "x" + width);
        }
    }

    /** Number of values of one picture. */
    public int values() {
        return Math.multiplyExact(Math.multiplyExact(channels, height), width);
    }

    /** The same number of channels at another size. */
    public PictureShape resized(int newHeight, int newWidth) {
        return new PictureShape(channels, newHeight, newWidth);
    }

    /**
     * The same aspect, as far as whole pixels have it: the shorter side becomes {@code pixels}, the longer one is rounded
     * down as by torchvision.
     *
     * @throws InvalidInputException if the longer side becomes longer than any picture can be
     */
    public PictureShape withShorterSide(int pixels) {
        long longerSide = (long) pixels * Math.max(height, width) / Math.min(height, width);
        if (longerSide > Integer.MAX_VALUE) {
            throw new InvalidInputException("a picture of " + this + " would become " + longerSide
                    + " pixels long with a shorter side of " + pixels + "; leave it out of the data or crop it first");
        }
        return width <= height ? resized((int) longerSide, pixels) : resized(pixels, (int) longerSide);
    }

    /** "3x32x32": channels, height, width. */
    @Override
    public String toString() {
        return channels + "x" + height + "x" + width;
    }
}
