package org.sparkresnet.image.transform;

import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.image.Picture;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.PictureShapes;
import org.sparkresnet.image.resize.Axis;
import org.sparkresnet.image.resize.Sampling;
import org.sparkresnet.random.NamedRandom;

/**
 * The whole picture at another size, with its aspect kept: Pillow's antialiased bilinear filter, sizes as torchvision's
 * {@code Resize(n)}.
 *
 * @param shorterSide rows or columns of the outcome, whichever is less, in [1, {@value Transform#LARGEST}]
 */
public record Resize(int shorterSide) implements Resampling {
    public Resize {
        PixelBounds.require("shorter-side", shorterSide, 1);
    }

    /** @throws InvalidInputException if the longer side makes it larger than {@link Picture#LARGEST_VALUES} */
    @Override
    public Sampling sampling(PictureShape shape, NamedRandom random) {
        PictureShape after = shape.withShorterSide(shorterSide);
        if ((long) after.height() * after.width() * after.channels() > Picture.LARGEST_VALUES) {
            throw new InvalidInputException("a picture of " + shape + " would become " + after
                    + " with { type = resize, shorter-side = " + shorterSide
                    + " }, which is too large; leave it out of the data or crop it first");
        }
        return new Sampling(Axis.whole(shape.height(), after.height()), Axis.whole(shape.width(), after.width()));
    }

    @Override
    public PictureShapes outputShapes(PictureShapes input) {
        return input.common()
                .<PictureShapes>map(shape -> new PictureShapes.Equal(shape.withShorterSide(shorterSide)))
                .orElse(input);
    }

    @Override
    public boolean isRandom() {
        return false;
    }
}
