package org.sparkresnet.image;

import java.io.Serializable;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Turns 8-bit pixels into floats: {@code (pixel / 255 - mean) / deviation} for each channel.
 *
 * @param mean one value per channel on the scale 0..1
 * @param deviation one value per channel on the scale 0..1, above 0
 */
public record Normalization(List<Double> mean, List<Double> deviation) implements Serializable {
    public Normalization {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        if (mean.size() != deviation.size()) {
            throw new IllegalArgumentException(mean.size() + " means and " + deviation.size() + " deviations");
        }
        if (deviation.stream().anyMatch(value -> !(value > 0))) {
            throw new IllegalArgumentException("a deviation is not above 0: " + deviation);
        }
    }

    /** Writes the picture as {@code [C, H, W]} at the buffer's position, which moves on. */
    public void write(Picture picture, FloatBuffer output) {
        int channels = picture.shape().channels();
        byte[] pixels = picture.pixels();
        float[] plane = new float[picture.shape().height() * picture.shape().width()];
        for (int channel = 0; channel < channels; channel++) {
            float[] values = table(channel);
            for (int i = 0; i < plane.length; i++) {
                plane[i] = values[pixels[i * channels + channel] & 0xFF];
            }
            output.put(plane);
        }
    }

    /** The float of each of the 256 levels of one channel. */
    private float[] table(int channel) {
        float[] values = new float[256];
        for (int level = 0; level < values.length; level++) {
            values[level] = (float) ((level / 255.0 - mean.get(channel)) / deviation.get(channel));
        }
        return values;
    }
}
