package org.sparkresnet.image;

import java.io.Serializable;
import org.sparkresnet.random.NamedRandom;

/** One way of turning a picture into a picture. Immutable; chance comes from the caller. */
public sealed interface Transform extends Serializable {
    /** Names of {@code augment.*[].type}. */
    enum Type {
        PAD,
        PAD_AND_CROP,
        FLIP
    }

    /** The changed picture; {@code random} is consumed by the same amount for every picture. */
    Picture apply(Picture picture, NamedRandom random);

    /** The size of what {@link #apply} makes of a picture of size {@code input}. */
    PictureShape outputShape(PictureShape input);

    /** Whether the outcome depends on chance. */
    boolean isRandom();

    /** Zeros around the picture up to {@code size x size}; a larger picture is cut to its centre. */
    record Pad(int size) implements Transform {
        @Override
        public Picture apply(Picture picture, NamedRandom random) {
            int top = Math.floorDiv(picture.shape().height() - size, 2);
            int left = Math.floorDiv(picture.shape().width() - size, 2);
            return picture.window(top, left, size, size);
        }

        @Override
        public PictureShape outputShape(PictureShape input) {
            return input.resized(size, size);
        }

        @Override
        public boolean isRandom() {
            return false;
        }
    }

    /** {@code padding} zeros on each side, then a random crop of the original size (arXiv:1512.03385, section 4.2). */
    record PadAndCrop(int padding) implements Transform {
        @Override
        public Picture apply(Picture picture, NamedRandom random) {
            int top = random.nextInt(2 * padding + 1) - padding;
            int left = random.nextInt(2 * padding + 1) - padding;
            return picture.window(
                    top, left, picture.shape().height(), picture.shape().width());
        }

        @Override
        public PictureShape outputShape(PictureShape input) {
            return input;
        }

        @Override
        public boolean isRandom() {
            return true;
        }
    }

    /** Left to right, with {@code probability} in [0, 1]. */
    record Flip(double probability) implements Transform {
        @Override
        public Picture apply(Picture picture, NamedRandom random) {
            return random.nextDouble() < probability ? picture.flipped() : picture;
        }

        @Override
        public PictureShape outputShape(PictureShape input) {
            return input;
        }

        @Override
        public boolean isRandom() {
            return true;
        }
    }
}
