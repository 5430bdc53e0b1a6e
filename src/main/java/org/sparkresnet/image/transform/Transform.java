package org.sparkresnet.image.transform;

import java.io.Serializable;
import org.sparkresnet.image.Picture;
import org.sparkresnet.image.PictureShapes;
import org.sparkresnet.random.NamedRandom;

/**
 * One way of turning a picture into a picture. Immutable; chance comes from the caller. The simplest stand here, the
 * others have a file of their own.
 */
public sealed interface Transform extends Serializable permits ColorChange, Move, Resampling {
    /** The widest border and the longest side that can be asked for, in pixels; beyond it memory would overflow. */
    int LARGEST = 8192;

    /** The changed picture; of {@code random} the same number of values is taken for every picture. */
    Picture apply(Picture picture, NamedRandom random);

    /** The sizes of what {@link #apply} makes of pictures of the sizes {@code input}. */
    PictureShapes outputShapes(PictureShapes input);

    /** Whether the outcome depends on chance. */
    boolean isRandom();

    /**
     * Zeros around the picture up to {@code size x size}; a larger picture is cut to its center.
     *
     * @param size rows and columns of the outcome, in [1, {@value #LARGEST}]
     */
    record Pad(int size) implements Move {
        public Pad {
            PixelBounds.require("size", size, 1);
        }

        @Override
        public Picture apply(Picture picture, NamedRandom random) {
            int top = Math.floorDiv(picture.shape().height() - size, 2);
            int left = Math.floorDiv(picture.shape().width() - size, 2);
            return picture.window(top, left, size, size);
        }

        @Override
        public Placement place(Placement before, NamedRandom random) {
            int top = Math.floorDiv(before.height() - size, 2);
            int left = Math.floorDiv(before.width() - size, 2);
            return before.window(top, left, size, size);
        }

        @Override
        public PictureShapes outputShapes(PictureShapes input) {
            return input.resized(size, size);
        }

        @Override
        public boolean isRandom() {
            return false;
        }
    }

    /**
     * Zeros on each side, then a random crop of the original size (arXiv:1512.03385, section 4.2). All {@code (2 *
     * padding + 1)^2} crops are equally likely.
     *
     * @param padding rows and columns of zeros on each side, in [0, {@value #LARGEST}]
     */
    record PadAndCrop(int padding) implements Move {
        public PadAndCrop {
            PixelBounds.require("padding", padding, 0);
        }

        @Override
        public Picture apply(Picture picture, NamedRandom random) {
            int top = random.nextInt(2 * padding + 1) - padding;
            int left = random.nextInt(2 * padding + 1) - padding;
            return picture.window(
                    top, left, picture.shape().height(), picture.shape().width());
        }

        @Override
        public Placement place(Placement before, NamedRandom random) {
            int top = random.nextInt(2 * padding + 1) - padding;
            int left = random.nextInt(2 * padding + 1) - padding;
            return before.window(top, left, before.height(), before.width());
        }

        @Override
        public PictureShapes outputShapes(PictureShapes input) {
            return input;
        }

        @Override
        public boolean isRandom() {
            return true;
        }
    }

    /**
     * The mirror image, left to right, of some pictures.
     *
     * @param probability of being flipped, in [0, 1]
     */
    record Flip(double probability) implements Move {
        public Flip {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("probability is " + probability + ", must be in [0, 1]");
            }
        }

        @Override
        public Picture apply(Picture picture, NamedRandom random) {
            return random.nextDouble() < probability ? picture.flipped() : picture;
        }

        @Override
        public Placement place(Placement before, NamedRandom random) {
            return random.nextDouble() < probability ? before.flipped() : before;
        }

        @Override
        public PictureShapes outputShapes(PictureShapes input) {
            return input;
        }

        @Override
        public boolean isRandom() {
            return true;
        }
    }
}
