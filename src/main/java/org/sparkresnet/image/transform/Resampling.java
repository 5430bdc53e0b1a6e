package org.sparkresnet.image.transform;

import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.image.Picture;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.resize.Sampling;
import org.sparkresnet.random.NamedRandom;

/**
 * A transform that makes each pixel of several of the picture's. What it takes can be told from the picture's size alone,
 * so that nothing else of the picture needs to be decoded.
 */
public sealed interface Resampling extends Transform permits Resize, RandomResizedCrop, ScaleAndCrop {
    /**
     * What becomes of a picture of {@code shape}; of {@code random} the same is taken as by {@link #apply}.
     *
     * @throws InvalidInputException if it becomes larger than a picture can be
     */
    Sampling sampling(PictureShape shape, NamedRandom random);

    @Override
    default Picture apply(Picture picture, NamedRandom random) {
        return sampling(picture.shape(), random).apply(picture);
    }
}
