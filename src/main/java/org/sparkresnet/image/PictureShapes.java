package org.sparkresnet.image;

import java.io.Serializable;
import java.util.Optional;

/** What is known of the sizes of all pictures of a data set, before or after transforms. */
public sealed interface PictureShapes extends Serializable {
    /** Values per pixel, the same in all pictures. */
    int channels();

    /** The size that all pictures have, or empty if they differ. */
    Optional<PictureShape> common();

    /** What they are once each has been brought to {@code height x width}. */
    default PictureShapes resized(int height, int width) {
        return new Equal(new PictureShape(channels(), height, width));
    }

    /** All pictures have one size. */
    record Equal(PictureShape shape) implements PictureShapes {
        @Override
        public int channels() {
            return shape.channels();
        }

        @Override
        public Optional<PictureShape> common() {
            return Optional.of(shape);
        }
    }

    /** Pictures differ in height or width. */
    record Various(int channels) implements PictureShapes {
        @Override
        public Optional<PictureShape> common() {
            return Optional.empty();
        }
    }
}
