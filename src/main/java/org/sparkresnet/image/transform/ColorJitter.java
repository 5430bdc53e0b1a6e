package org.sparkresnet.image.transform;

import org.sparkresnet.image.PictureShape;
import org.sparkresnet.random.NamedRandom;

/**
 * Random brightness, contrast, saturation and hue, one after the other in random order: torchvision's {@code
 * ColorJitter}, with the pixels that it makes of Pillow's pictures. Factors of the first three are uniform in [max(0, 1 -
 * x), 1 + x], the shift of the hue in [-x, x] turns.
 *
 * @param brightness at least 0, finite
 * @param contrast likewise
 * @param saturation likewise
 * @param hue in [0, 0.5]
 */
public record ColorJitter(double brightness, double contrast, double saturation, double hue) implements ColorChange {
    public ColorJitter {
        for (double strength : new double[] {brightness, contrast, saturation}) {
            if (!(strength >= 0 && strength < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a strength is " + strength + ", must be at least 0");
            }
        }
        if (!(hue >= 0 && hue <= 0.5)) {
            throw new IllegalArgumentException("hue is " + hue + ", must be in [0, 0.5]");
        }
    }

    @Override
    public void change(byte[] pixels, PictureShape shape, NamedRandom random) {
        int[] order = random.permutation(4);
        ColorAdjustment adjustment = new ColorAdjustment(pixels, shape.values());
        double brightnessFactor = factor(brightness, random);
        double contrastFactor = factor(contrast, random);
        double saturationFactor = factor(saturation, random);
        double shift = hue * (2 * random.nextDouble() - 1);
        for (int step : order) {
            switch (step) {
                case 0 -> adjustment.brightness(brightnessFactor);
                case 1 -> adjustment.contrast(contrastFactor);
                case 2 -> adjustment.saturation(saturationFactor);
                default -> {
                    if (hue > 0) {
                        adjustment.hue(shift);
                    }
                }
            }
        }
    }

    private static double factor(double strength, NamedRandom random) {
        double least = Math.max(0, 1 - strength);
        return least + (1 + strength - least) * random.nextDouble();
    }
}
