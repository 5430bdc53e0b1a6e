package org.sparkresnet.image.normalize;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.sparkresnet.image.PictureShape;

/**
 * Normalization by a mean of each pixel, as in arXiv:1512.03385, sections 3.4 and 4.2, instead of each channel: {@code
 * pixel / 255 / deviation - mean / deviation}, both parts rounded to floats before they are subtracted. The paper divides
 * by nothing; here each channel is divided by the deviation of its pixels, as with a mean of each channel.
 *
 * <p>The mean is that of pictures as the network takes them, and is subtracted last: from each place of what
 * augmentation has made. So the zeros of a border, which are those of raw pixels (black), become {@code -mean /
 * deviation}, and a flipped picture has the same mean subtracted as one that is not flipped.
 */
public final class PixelMean implements Normalizer {
    /** Most values, 1024x1024x3: a checkpoint carries the mean as a text, which must not grow beyond all bounds. */
    public static final int MOST_VALUES = 3 << 20;

    private static final long serialVersionUID = 1L;

    private final PictureShape shape;

    /** {@code [C, H, W]} */
    private final float[] mean;

    /** {@code [C]} */
    private final List<Double> deviation;

    /**
     * @param shape of what the network takes
     * @param mean {@code [C, H, W]}, on the scale 0..1, at most {@value #MOST_VALUES} values; is copied
     * @param deviation {@code [C]}, on the scale 0..1, above 0
     */
    public PixelMean(PictureShape shape, float[] mean, List<Double> deviation) {
        if (mean.length != shape.values() || deviation.size() != shape.channels()) {
            throw new IllegalArgumentException("pictures of " + shape + ", a mean of " + mean.length + " values and "
                    + deviation.size() + " deviations");
        }
        if (mean.length > MOST_VALUES) {
            throw new IllegalArgumentException("a mean of " + mean.length + " values, at most " + MOST_VALUES);
        }
        for (float value : mean) {
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException("a mean of " + value + ", must be in [0, 1]");
            }
        }
        this.shape = shape;
        this.mean = mean.clone();
        this.deviation = new Normalization(deviation, deviation).deviation();
    }

    /** Size of the mean. */
    public PictureShape shape() {
        return shape;
    }

    /** {@code [C, H, W]}, on the scale 0..1; a copy. */
    public float[] mean() {
        return mean.clone();
    }

    /** {@code [C]}, on the scale 0..1, above 0. */
    public List<Double> deviation() {
        return deviation;
    }

    @Override
    public boolean fits(PictureShape pictures) {
        return shape.equals(pictures);
    }

    /** The values of all levels without a mean, and {@code [C, H, W]} floats that are subtracted from them. */
    @Override
    public LevelTable levels() {
        float[] offsets = new float[mean.length];
        int plane = shape.height() * shape.width();
        for (int i = 0; i < mean.length; i++) {
            offsets[i] = (float) (mean[i] / deviation.get(i / plane));
        }
        return LevelTable.of(new Normalization(Collections.nCopies(shape.channels(), 0.0), deviation), offsets);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PixelMean that
                && shape.equals(that.shape)
                && Arrays.equals(mean, that.mean)
                && deviation.equals(that.deviation);
    }

    @Override
    public int hashCode() {
        return Objects.hash(shape, Arrays.hashCode(mean), deviation);
    }

    /** "a mean of each pixel of 3x224x224". */
    @Override
    public String toString() {
        return "a mean of each pixel of " + shape;
    }
}
