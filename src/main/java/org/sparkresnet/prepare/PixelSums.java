package org.sparkresnet.prepare;

import java.io.Serializable;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.sparkresnet.shard.Content;
import org.sparkresnet.shard.PictureFacts;

/**
 * Sums over pixels for mean and deviation. They are whole numbers, so the order of adding does not matter; they hold
 * for 10<sup>14</sup> pixels, more than a billion pictures of 224x224.
 */
final class PixelSums implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final double SCALE = 255;

    private long pictures;
    private long pixels;
    /** 0 as soon as two pictures differ in it, or one is not decoded. */
    private int channels;

    private int height;
    private int width;
    /** {@code [channels]} */
    private long[] sums = {};
    /** {@code [channels]} */
    private long[] squares = {};
    /** {@code [channels, height, width]} */
    private long[] places = {};

    /** Adds a picture; one that is a file, not pixels, leaves nothing to be known. */
    void add(Content content) {
        if (!(content instanceof Content.Raw raw)) {
            pictures++;
            forget();
            return;
        }
        meet(pictures == 0, raw.channels(), raw.height(), raw.width());
        pictures++;
        pixels += (long) raw.height() * raw.width();
        if (channels > 0) {
            addPixels(raw.pixels());
        }
    }

    /** Adds what another has summed, which must not be used any more. */
    PixelSums merge(PixelSums other) {
        if (other.pictures == 0) {
            return this;
        }
        meet(pictures == 0, other.channels, other.height, other.width);
        pictures += other.pictures;
        pixels += other.pixels;
        if (channels > 0) {
            addAll(sums, other.sums);
            addAll(squares, other.squares);
            addAll(places, other.places);
        }
        return this;
    }

    /** Mean and deviation on the scale value / 255. */
    PictureFacts facts() {
        return new PictureFacts(
                channels,
                height,
                width,
                list(channels, c -> sums[c] / (pixels * SCALE)),
                list(channels, this::deviation),
                list(places.length, place -> places[place] / (pictures * SCALE)));
    }

    private void meet(boolean first, int newChannels, int newHeight, int newWidth) {
        if (first) {
            channels = newChannels;
            height = newHeight;
            width = newWidth;
            sums = new long[channels];
            squares = new long[channels];
            places = new long[channels * height * width];
        } else if (channels != newChannels) {
            forget();
        } else if (height != newHeight || width != newWidth) {
            forgetSize();
        }
    }

    private void forget() {
        channels = 0;
        sums = new long[0];
        squares = new long[0];
        forgetSize();
    }

    private void forgetSize() {
        height = 0;
        width = 0;
        places = new long[0];
    }

    private void addPixels(byte[] values) {
        int area = values.length / channels;
        boolean sameSize = places.length > 0;
        for (int i = 0; i < values.length; i++) {
            int channel = i % channels;
            int value = Byte.toUnsignedInt(values[i]);
            sums[channel] += value;
            squares[channel] += (long) value * value;
            if (sameSize) {
                places[channel * area + i / channels] += value;
            }
        }
    }

    private static void addAll(long[] to, long[] from) {
        // Shorter than the other where one of the two has seen pictures of several sizes.
        Arrays.setAll(to, i -> to[i] + from[i]);
    }

    /** Root of (n * sum of squares - square of sum) / n^2, exact up to the root. */
    private double deviation(int channel) {
        BigInteger n = BigInteger.valueOf(pixels);
        BigInteger sum = BigInteger.valueOf(sums[channel]);
        BigInteger spread = n.multiply(BigInteger.valueOf(squares[channel])).subtract(sum.multiply(sum));
        return Math.sqrt(spread.doubleValue()) / pixels / SCALE;
    }

    private static List<Double> list(int length, IntToDoubleFunction value) {
        return IntStream.range(0, length).mapToDouble(value).boxed().toList();
    }
}
