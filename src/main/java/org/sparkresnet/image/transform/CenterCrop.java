package org.sparkresnet.image.transform;

import org.sparkresnet.image.Picture;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.PictureShapes;
import org.sparkresnet.image.Window;
import org.sparkresnet.random.NamedRandom;

/**
 * The middle of the picture, as torchvision's {@code CenterCrop}: where it cannot be exactly in the middle it begins at
 * the even one of the two places, and a picture that is smaller gets zeros around it, the odd row or column behind.
 *
 * @param size rows and columns of the outcome, in [1, {@value Transform#LARGEST}]
 */
public record CenterCrop(int size) implements Move {
    public CenterCrop {
        PixelBounds.require("size", size, 1);
    }

    @Override
    public Picture apply(Picture picture, NamedRandom random) {
        PictureShape shape = picture.shape();
        return picture.window(start(shape.height()), start(shape.width()), size, size);
    }

    @Override
    public Placement place(Placement before, NamedRandom random) {
        return before.window(start(before.height()), start(before.width()), size, size);
    }

    @Override
    public PictureShapes outputShapes(PictureShapes input) {
        return input.resized(size, size);
    }

    @Override
    public boolean isRandom() {
        return false;
    }

    /** What it keeps of a picture that is not smaller. */
    public Window window(PictureShape shape) {
        return new Window(start(shape.height()), start(shape.width()), size, size);
    }

    private int start(int side) {
        return side < size ? -((size - side) / 2) : (int) Math.rint((side - size) / 2.0);
    }
}
