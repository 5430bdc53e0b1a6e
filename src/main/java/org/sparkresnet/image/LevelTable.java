package org.sparkresnet.image;

import java.nio.FloatBuffer;

/** The normalized value of each of the 256 levels of each channel, so that a pixel costs one look-up. */
public final class LevelTable {
    private static final int LEVELS = 256;

    /** {@code [C][256]}. */
    private final float[][] values;

    private LevelTable(float[][] values) {
        this.values = values;
    }

    static LevelTable of(Normalization normalization) {
        float[][] values = new float[normalization.mean().size()][LEVELS];
        for (int channel = 0; channel < values.length; channel++) {
            double mean = normalization.mean().get(channel);
            double deviation = normalization.deviation().get(channel);
            for (int level = 0; level < LEVELS; level++) {
                values[channel][level] = (float) ((level / 255.0 - mean) / deviation);
            }
        }
        return new LevelTable(values);
    }

    /** Number of channels. */
    int channels() {
        return values.length;
    }

    /** {@code [256]}: the value of each level of a channel. Read only. */
    float[] values(int channel) {
        return values[channel];
    }

    /**
     * Writes the normalized picture as {@code [C, H, W]} at the buffer's position, which moves on.
     *
     * @throws IllegalArgumentException if the picture has another number of channels
     */
    public void write(Picture picture, FloatBuffer output) {
        int channels = picture.shape().channels();
        if (channels != values.length) {
            throw new IllegalArgumentException(channels + " channels, normalized are " + values.length);
        }
        byte[] pixels = picture.pixels();
        float[] plane = new float[pixels.length / channels];
        for (int channel = 0; channel < channels; channel++) {
            float[] table = values[channel];
            for (int i = 0; i < plane.length; i++) {
                plane[i] = table[Byte.toUnsignedInt(pixels[i * channels + channel])];
            }
            output.put(plane);
        }
    }
}
