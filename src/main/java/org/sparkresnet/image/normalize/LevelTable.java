package org.sparkresnet.image.normalize;

import java.nio.FloatBuffer;
import org.sparkresnet.image.Picture;

/**
 * The normalized value of each of the 256 levels of each channel, so that a pixel costs one look-up; and what is then
 * subtracted at each place, if the mean is one of each pixel.
 */
public final class LevelTable {
    private static final int LEVELS = 256;

    /** {@code [C][256]}. */
    private final float[][] values;

    /** {@code [C, H, W]}, or empty: nothing is subtracted. */
    private final float[] offsets;

    private LevelTable(float[][] values, float[] offsets) {
        this.values = values;
        this.offsets = offsets;
    }

    static LevelTable of(Normalization normalization) {
        return of(normalization, new float[0]);
    }

    /** @param offsets {@code [C, H, W]}, subtracted from what {@code normalization} gives; not copied */
    static LevelTable of(Normalization normalization, float[] offsets) {
        float[][] values = new float[normalization.mean().size()][LEVELS];
        for (int channel = 0; channel < values.length; channel++) {
            double mean = normalization.mean().get(channel);
            double deviation = normalization.deviation().get(channel);
            for (int level = 0; level < LEVELS; level++) {
                values[channel][level] = (float) ((level / 255.0 - mean) / deviation);
            }
        }
        return new LevelTable(values, offsets);
    }

    /** Number of channels. */
    public int channels() {
        return values.length;
    }

    /** {@code [256]}: the value of each level of a channel. Read only. */
    public float[] values(int channel) {
        return values[channel];
    }

    /** Subtracts what is to be subtracted from a stretch of {@code [C, H, W]} that begins at {@code start} of it. */
    public void subtract(float[] line, int start) {
        if (offsets.length > 0) {
            for (int i = 0; i < line.length; i++) {
                line[i] -= offsets[start + i];
            }
        }
    }

    /**
     * Writes the normalized picture as {@code [C, H, W]} at the buffer's position, which moves on.
     *
     * @throws IllegalArgumentException if the picture has another number of channels, or another size than the mean
     */
    public void write(Picture picture, FloatBuffer output) {
        int channels = picture.shape().channels();
        byte[] pixels = picture.pixels();
        if (channels != values.length || offsets.length > 0 && offsets.length != pixels.length) {
            throw new IllegalArgumentException("pictures of " + picture.shape() + ", normalized are those of "
                    + values.length + " channels" + (offsets.length > 0 ? " and " + offsets.length + " values" : ""));
        }
        float[] plane = new float[pixels.length / channels];
        for (int channel = 0; channel < channels; channel++) {
            float[] table = values[channel];
            for (int i = 0; i < plane.length; i++) {
                plane[i] = table[Byte.toUnsignedInt(pixels[i * channels + channel])];
            }
            subtract(plane, channel * plane.length);
            output.put(plane);
        }
    }
}
