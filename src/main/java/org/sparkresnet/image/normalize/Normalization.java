package org.sparkresnet.image.normalize;

import java.util.List;
import org.sparkresnet.image.PictureShape;

/**
 * Turns 8-bit pixels into floats: {@code (pixel / 255 - mean) / deviation} for each channel.
 *
 * @param mean {@code [C]}, on the scale 0..1
 * @param deviation {@code [C]}, on the scale 0..1, above 0
 */
public record Normalization(List<Double> mean, List<Double> deviation) implements Normalizer {
    public Normalization {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        if (mean.size() != deviation.size()) {
            throw new IllegalArgumentException(mean.size() + " means and " + deviation.size() + " deviations");
        }
        if (!mean.stream().allMatch(Double::isFinite)
                || !deviation.stream().allMatch(value -> Double.isFinite(value) && value > 0)) {
            throw new IllegalArgumentException(
                    "means " + mean + ", deviations " + deviation + ": all are finite, and deviations above 0");
        }
    }

    @Override
    public boolean fits(PictureShape shape) {
        return shape.channels() == mean.size();
    }

    /** The values of all levels of all channels. */
    @Override
    public LevelTable levels() {
        return LevelTable.of(this);
    }

    /** "a normalization of 3 channels". */
    @Override
    public String toString() {
        return "a normalization of " + mean.size() + " channels";
    }
}
