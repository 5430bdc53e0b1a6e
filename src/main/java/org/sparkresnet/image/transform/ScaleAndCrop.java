package org.sparkresnet.image.transform;

import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.PictureShapes;
import org.sparkresnet.image.resize.Axis;
import org.sparkresnet.image.resize.Sampling;
import org.sparkresnet.random.NamedRandom;

/**
 * The scale augmentation of arXiv:1512.03385, section 3.4 (from arXiv:1409.1556): the picture is resized so that its
 * shorter side has a random length, and a random square is cut out. All lengths, and then all squares, are equally
 * likely.
 *
 * @param leastSide smallest length of the shorter side, at least {@code size}
 * @param mostSide largest length, at least {@code leastSide}, at most {@value Transform#LARGEST}
 * @param size rows and columns of the outcome, at least 1
 */
public record ScaleAndCrop(int leastSide, int mostSide, int size) implements Resampling {
    public ScaleAndCrop {
        PixelBounds.require("size", size, 1);
        PixelBounds.require("shorter-side", leastSide, size);
        PixelBounds.require("shorter-side", mostSide, leastSide);
    }

    @Override
    public Sampling sampling(PictureShape shape, NamedRandom random) {
        PictureShape scaled = shape.withShorterSide(leastSide + random.nextInt(mostSide - leastSide + 1));
        int top = random.nextInt(scaled.height() - size + 1);
        int left = random.nextInt(scaled.width() - size + 1);
        return new Sampling(
                new Axis(0, shape.height(), scaled.height(), top, size),
                new Axis(0, shape.width(), scaled.width(), left, size));
    }

    @Override
    public PictureShapes outputShapes(PictureShapes input) {
        return input.resized(size, size);
    }

    @Override
    public boolean isRandom() {
        return true;
    }
}
