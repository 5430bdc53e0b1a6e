package org.sparkresnet.shard;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.io.Serializable;
import java.util.List;

/**
 * What all pictures of a data set have in common, and their statistics on the scale value / 255.
 *
 * @param channels values per pixel, 0 when pictures differ or are not decoded
 * @param height rows, 0 when pictures differ or are not decoded
 * @param width columns, 0 when pictures differ or are not decoded
 * @param mean per channel {@code [channels]} over all pixels, 0 to 1; empty when channels is 0
 * @param deviation per channel {@code [channels]}, the root of the population variance (divided by n, not n - 1) of
 *     all pixels; empty when channels is 0
 * @param pixelMean per place {@code [channels, height, width]} over all pictures, channels outermost; empty when
 *     sizes differ or the pictures are kept as files
 */
@JsonPropertyOrder({"channels", "height", "width", "mean", "deviation", "pixelMean"})
public record PictureFacts(
        int channels, int height, int width, List<Double> mean, List<Double> deviation, List<Double> pixelMean)
        implements Serializable {
    public PictureFacts {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        pixelMean = List.copyOf(pixelMean);
        if (channels < 0 || height < 0 || width < 0) {
            throw new IllegalArgumentException("pictures of " + channels + " x " + height + " x " + width);
        }
        requireLength("mean", mean, channels);
        requireLength("deviation", deviation, channels);
        if (!pixelMean.isEmpty()) {
            requireLength("pixelMean", pixelMean, (long) channels * height * width);
        }
    }

    /** Nothing is known of the pictures. */
    public static PictureFacts unknown() {
        return new PictureFacts(0, 0, 0, List.of(), List.of(), List.of());
    }

    private static void requireLength(String name, List<Double> values, long expected) {
        if (values.size() != expected) {
            throw new IllegalArgumentException(name + " has " + values.size() + " values, expected " + expected);
        }
    }
}
