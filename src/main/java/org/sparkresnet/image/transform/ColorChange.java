package org.sparkresnet.image.transform;

import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.image.Picture;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.PictureShapes;
import org.sparkresnet.random.NamedRandom;

/** A transform that changes colors where they are. */
public sealed interface ColorChange extends Transform permits ColorJitter, Lighting {
    /**
     * Changes the first bytes of {@code pixels}; of {@code random} the same number of values is taken for every picture.
     *
     * @param pixels {@code [H, W, C]} of {@code shape}
     */
    void change(byte[] pixels, PictureShape shape, NamedRandom random);

    @Override
    default Picture apply(Picture picture, NamedRandom random) {
        byte[] pixels = picture.pixels().clone();
        change(pixels, picture.shape(), random);
        return new Picture(picture.shape(), pixels);
    }

    /** @throws InvalidInputException if the pictures have no colors */
    @Override
    default PictureShapes outputShapes(PictureShapes input) {
        if (input.channels() != 3) {
            throw new InvalidInputException("augment.train changes colors, and the pictures of data.train have "
                    + input.channels() + " channel, not 3; remove color-jitter and lighting from it");
        }
        return input;
    }

    @Override
    default boolean isRandom() {
        return true;
    }
}
