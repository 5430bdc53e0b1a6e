package org.sparkresnet.image.transform;

import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.PictureShapes;
import org.sparkresnet.image.Window;
import org.sparkresnet.image.resize.Axis;
import org.sparkresnet.image.resize.Sampling;
import org.sparkresnet.random.NamedRandom;

/**
 * A crop of random area and aspect, resized to a square: the augmentation of Inception (arXiv:1409.4842), as
 * torchvision's {@code RandomResizedCrop} defines it. Where ten tries find no crop that lies within the picture, the
 * largest one in its middle is taken whose aspect is allowed.
 *
 * @param size rows and columns of the outcome, in [1, {@value Transform#LARGEST}]
 * @param area of the crop as a part of the picture's, up to 1; all are equally likely
 * @param aspect width of the crop divided by its height; all logarithms are equally likely
 */
public record RandomResizedCrop(int size, Interval area, Interval aspect) implements Resampling {
    private static final int TRIES = 10;

    public RandomResizedCrop {
        PixelBounds.require("size", size, 1);
        if (area.most() > 1) {
            throw new IllegalArgumentException("area reaches " + area.most() + ", must be at most 1");
        }
    }

    @Override
    public Sampling sampling(PictureShape shape, NamedRandom random) {
        // However many tries it takes, what is drawn next does not depend on it.
        NamedRandom own = NamedRandom.of(random.nextLong(), "random-resized-crop");
        Window window = window(shape, own);
        return new Sampling(
                new Axis(window.top(), window.height(), size, 0, size),
                new Axis(window.left(), window.width(), size, 0, size));
    }

    @Override
    public PictureShapes outputShapes(PictureShapes input) {
        return input.resized(size, size);
    }

    @Override
    public boolean isRandom() {
        return true;
    }

    /** What is cut out of a picture of this shape. */
    Window window(PictureShape shape, NamedRandom random) {
        double pixels = (double) shape.height() * shape.width();
        for (int i = 0; i < TRIES; i++) {
            double target = pixels * area.at(random.nextDouble());
            double ratio = aspect.logarithmicAt(random.nextDouble());
            // Half-way cases go to the even number, as Python's round does.
            long width = (long) Math.rint(Math.sqrt(target * ratio));
            long height = (long) Math.rint(Math.sqrt(target / ratio));
            if (width > 0 && width <= shape.width() && height > 0 && height <= shape.height()) {
                int top = random.nextInt(shape.height() - (int) height + 1);
                int left = random.nextInt(shape.width() - (int) width + 1);
                return new Window(top, left, (int) height, (int) width);
            }
        }
        return middle(shape);
    }

    /** The largest window in the middle that has an allowed aspect; the whole picture, if its own is. */
    Window middle(PictureShape shape) {
        double ratio = (double) shape.width() / shape.height();
        int height = shape.height();
        int width = shape.width();
        if (ratio < aspect.least()) {
            height = (int) Math.max(1, Math.rint(width / aspect.least()));
        } else if (ratio > aspect.most()) {
            width = (int) Math.max(1, Math.rint(height * aspect.most()));
        }
        return new Window((shape.height() - height) / 2, (shape.width() - width) / 2, height, width);
    }
}
