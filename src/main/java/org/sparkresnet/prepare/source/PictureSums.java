package org.sparkresnet.prepare.source;

import java.io.Serializable;

/**
 * Sums over the pixels of one picture.
 *
 * @param channels values per pixel, at least 1
 * @param height rows, at least 1
 * @param width columns, at least 1
 * @param sums of the values 0 to 255, {@code [channels]}
 * @param squares of the same values squared, {@code [channels]}
 */
public record PictureSums(int channels, int height, int width, long[] sums, long[] squares) implements Serializable {
    public PictureSums {
        if (channels < 1 || height < 1 || width < 1 || sums.length != channels || squares.length != channels) {
            throw new IllegalArgumentException("%d x %d x %d with %d sums and %d squares"
                    .formatted(channels, height, width, sums.length, squares.length));
        }
    }

    /**
     * Adds up the values of a picture.
     *
     * @param pixels {@code [height, width, channels]}, unsigned 8 bit
     */
    public static PictureSums of(int channels, int height, int width, byte[] pixels) {
        long[] sums = new long[channels];
        long[] squares = new long[channels];
        for (int channel = 0; channel < channels; channel++) {
            long sum = 0;
            long square = 0;
            for (int i = channel; i < pixels.length; i += channels) {
                int value = Byte.toUnsignedInt(pixels[i]);
                sum += value;
                square += value * value;
            }
            sums[channel] = sum;
            squares[channel] = square;
        }
        return new PictureSums(channels, height, width, sums, squares);
    }
}
