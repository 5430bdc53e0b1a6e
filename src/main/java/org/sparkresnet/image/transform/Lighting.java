package org.sparkresnet.image.transform;

import org.sparkresnet.image.PictureShape;
import org.sparkresnet.random.NamedRandom;

/**
 * The color augmentation of AlexNet (Krizhevsky, Sutskever and Hinton, "ImageNet classification with deep convolutional
 * neural networks", 2012, section 4.1): to all pixels the same color is added, a random mix of the principal components
 * of ImageNet's colors, each times its eigenvalue and a random number of mean 0. The components are those of
 * fb.resnet.torch ({@code datasets/imagenet.lua}), on the scale 0 to 1.
 *
 * <p>The outcome is rounded to 8 bits again and cut off at black and white, which that code does not do.
 *
 * @param deviation of the random numbers, in [0, 10]; 0.1 in the paper
 */
public record Lighting(double deviation) implements ColorChange {
    private static final double[] EIGENVALUES = {0.2175, 0.0188, 0.0045};

    /** {@code [red, green, blue][component]}. */
    private static final double[][] EIGENVECTORS = {
        {-0.5675, 0.7192, 0.4009}, {-0.5808, -0.0045, -0.8140}, {-0.5836, -0.6948, 0.4203}
    };

    private static final int LARGEST = 255;

    /** The largest deviation that has any meaning: at 10 nothing is left but black and white. */
    private static final double MOST = 10;

    public Lighting {
        if (!(deviation >= 0 && deviation <= MOST)) {
            throw new IllegalArgumentException("deviation is " + deviation + ", must be in [0, 10]");
        }
    }

    @Override
    public void change(byte[] pixels, PictureShape shape, NamedRandom random) {
        double[] amounts = new double[EIGENVALUES.length];
        for (int component = 0; component < amounts.length; component++) {
            amounts[component] = deviation * gaussian(random) * EIGENVALUES[component];
        }
        for (int channel = 0; channel < EIGENVECTORS.length; channel++) {
            double added = 0;
            for (int component = 0; component < amounts.length; component++) {
                added += EIGENVECTORS[channel][component] * amounts[component];
            }
            add(pixels, channel, shape, (int) Math.rint(added * LARGEST));
        }
    }

    private static void add(byte[] pixels, int channel, PictureShape shape, int added) {
        for (int i = channel; i < shape.values(); i += shape.channels()) {
            int level = Byte.toUnsignedInt(pixels[i]) + added;
            pixels[i] = (byte) Math.max(0, Math.min(LARGEST, level));
        }
    }

    /** Box and Muller, "A note on the generation of random normal deviates", 1958; the same on every machine. */
    private static double gaussian(NamedRandom random) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
    }
}
