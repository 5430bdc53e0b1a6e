package org.sparkresnet.image.normalize;

import java.io.Serializable;
import org.sparkresnet.image.PictureShape;

/** What turns 8-bit pixels into floats around 0, with the statistics of a training set; a value, kept with a network. */
public sealed interface Normalizer extends Serializable permits Normalization, PixelMean {
    /** Whether pictures of this size can be normalized. */
    boolean fits(PictureShape shape);

    /** The same, worked out once for many pictures. For one thread or more. */
    LevelTable levels();

    /** What a mean is one of; names of {@code augment.mean}. */
    enum Mean {
        /** All pixels of a channel: {@link Normalization}. */
        CHANNEL,

        /** Each pixel by itself: {@link PixelMean}. */
        PIXEL
    }
}
