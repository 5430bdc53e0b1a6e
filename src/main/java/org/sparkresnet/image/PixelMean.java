package org.sparkresnet.image;

import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.List;

/**
 * Normalization by a mean of each pixel, as in arXiv:1512.03385, section 4.2, instead of each channel: {@code pixel / 255 /
 * deviation - mean / deviation}, both parts rounded to floats before they are subtracted. The mean is that of pictures as
 * the network takes them.
 */
public final class PixelMean {
    private final PictureShape shape;
    private final LevelTable levels;

    /** {@code [C, H, W]}: mean divided by deviation. */
    private final float[] means;

    /**
     * @param shape of what the network takes
     * @param mean {@code [C, H, W]}, on the scale 0..1; is copied
     * @param deviation {@code [C]}, on the scale 0..1, above 0
     */
    public PixelMean(PictureShape shape, float[] mean, List<Double> deviation) {
        if (mean.length != shape.values() || deviation.size() != shape.channels()) {
            throw new IllegalArgumentException("pictures of " + shape + ", a mean of " + mean.length + " values and "
                    + deviation.size() + " deviations");
        }
        this.shape = shape;
        this.levels = new Normalization(Collections.nCopies(shape.channels(), 0.0), deviation).levels();
        this.means = new float[mean.length];
        int plane = shape.height() * shape.width();
        for (int i = 0; i < mean.length; i++) {
            means[i] = (float) (mean[i] / deviation.get(i / plane));
        }
    }

    /** Size of the mean. */
    public PictureShape shape() {
        return shape;
    }

    /**
     * Writes the normalized picture as {@code [C, H, W]} at the buffer's position, which moves on.
     *
     * @throws IllegalArgumentException if the picture has another size
     */
    public void write(Picture picture, FloatBuffer output) {
        if (!picture.shape().equals(shape)) {
            throw new IllegalArgumentException("a picture of " + picture.shape() + ", the mean is one of " + shape);
        }
        int start = output.position();
        levels.write(picture, output);
        for (int i = 0; i < means.length; i++) {
            output.put(start + i, output.get(start + i) - means[i]);
        }
    }

    /** What levels become before the mean is subtracted. */
    LevelTable levels() {
        return levels;
    }

    /** Subtracts the mean of the row that begins at {@code start} of {@code [C, H, W]}. */
    void subtract(float[] line, int start) {
        for (int i = 0; i < line.length; i++) {
            line[i] -= means[start + i];
        }
    }
}
