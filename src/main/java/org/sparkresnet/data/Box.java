package org.sparkresnet.data;

import org.sparkresnet.image.PictureShape;
import org.sparkresnet.random.NamedRandom;

/** Rows [top, bottom) and columns [left, right) of a picture; perhaps none. */
record Box(int top, int bottom, int left, int right) {
    /**
     * A box with the picture's aspect whose center is anywhere in it, cut off at its borders (arXiv:1905.04899, section
     * 3.1; whole pixels as in the authors' code, which halves the sides rounding down).
     *
     * @param share of the picture that is to stay, in [0, 1]; cutting off and rounding leave more of it
     */
    static Box of(double share, PictureShape shape, NamedRandom random) {
        double side = Math.sqrt(1 - share);
        int halfHeight = (int) (shape.height() * side) / 2;
        int halfWidth = (int) (shape.width() * side) / 2;
        int row = random.nextInt(shape.height());
        int column = random.nextInt(shape.width());
        return new Box(
                Math.max(0, row - halfHeight),
                Math.min(shape.height(), row + halfHeight),
                Math.max(0, column - halfWidth),
                Math.min(shape.width(), column + halfWidth));
    }

    /** Which part of a picture it covers, in [0, 1]. */
    double partOf(PictureShape shape) {
        return (double) (bottom - top) * (right - left) / ((double) shape.height() * shape.width());
    }
}
