package org.sparkresnet.prepare.source;

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
public final class PixelSums implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final double SCALE = 255;

    private long pictures;
    private long pixels;
    /** 0 as soon as two pictures differ in it. */
    private int channels;

    private int height;
    private int width;
    /** {@code [channels]} */
    private long[] sums = {};
    /** {@code [channels]} */
    private long[] squares = {};
    /** {@code [channels, height, width]}; empty as soon as sizes differ, or a picture tells its sums only */
    private long[] places = {};

    /** Adds a picture. */
    public void add(Content.Raw raw) {
        meet(raw.channels(), raw.height(), raw.width(), raw.pixels().length);
        count(PictureSums.of(raw.channels(), raw.height(), raw.width(), raw.pixels()));
        if (places.length > 0) {
            addPlaces(raw.pixels());
        }
    }

    /** Adds a picture that is not at hand any more. */
    public void add(PictureSums picture) {
        meet(picture.channels(), picture.height(), picture.width(), 0);
        count(picture);
    }

    /** Adds what another has summed, which must not be used any more. */
    public PixelSums merge(PixelSums other) {
        if (other.pictures == 0) {
            return this;
        }
        meet(other.channels, other.height, other.width, other.places.length);
        pictures += other.pictures;
        pixels += other.pixels;
        if (channels > 0) {
            addAll(sums, other.sums);
            addAll(squares, other.squares);
        }
        if (places.length > 0) {
            addAll(places, other.places);
        }
        return this;
    }

    /** Mean and deviation on the scale value / 255. */
    public PictureFacts facts() {
        return new PictureFacts(
                channels,
                height,
                width,
                list(channels, c -> sums[c] / (pixels * SCALE)),
                list(channels, this::deviation),
                list(places.length, place -> places[place] / (pictures * SCALE)));
    }

    /** Keeps what all pictures so far and the new ones, {@code newPlaces} long, have in common. */
    private void meet(int newChannels, int newHeight, int newWidth, int newPlaces) {
        if (pictures == 0) {
            channels = newChannels;
            height = newHeight;
            width = newWidth;
            sums = new long[channels];
            squares = new long[channels];
            places = new long[newPlaces];
            return;
        }
        if (channels != newChannels) {
            channels = 0;
        }
        if (channels == 0 || height != newHeight || width != newWidth) {
            height = 0;
            width = 0;
        }
        if (height == 0 || newPlaces == 0) {
            places = new long[0];
        }
    }

    private void count(PictureSums picture) {
        pictures++;
        pixels += (long) picture.height() * picture.width();
        if (channels > 0) {
            addAll(sums, picture.sums());
            addAll(squares, picture.squares());
        }
    }

    private void addPlaces(byte[] values) {
        int area = values.length / channels;
        for (int i = 0; i < values.length; i++) {
            places[i % channels * area + i / channels] += Byte.toUnsignedInt(values[i]);
        }
    }

    private static void addAll(long[] to, long[] from) {
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
