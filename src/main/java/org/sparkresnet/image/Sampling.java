package org.sparkresnet.image;

import java.util.stream.IntStream;

/** How a picture is resampled: which of its pixels, along both axes, and to which size. */
record Sampling(Axis rows, Axis columns) {
    /** What the decoder of JPEG can divide the size of a picture by. */
    private static final int[] DIVISORS = {8, 4, 2, 1};

    /** The resampled picture, in one go; the same one if nothing changes. */
    Picture apply(Picture picture) {
        if (rows.isIdentity(picture.shape().height())
                && columns.isIdentity(picture.shape().width())) {
            return picture;
        }
        return BilinearResize.apply(picture, rows.weights(), columns.weights());
    }

    /** The size that comes out of a picture of {@code shape}. */
    PictureShape output(PictureShape shape) {
        return shape.resized(rows.size(), columns.size());
    }

    /** What remains of this if of its outcome only a window is kept that lies within it. */
    Sampling cropped(Window window) {
        return new Sampling(rows.part(window.top(), window.height()), columns.part(window.left(), window.width()));
    }

    /** The largest of 1, 2, 4 and 8 by which the picture may be made smaller before, so that nothing is made larger after. */
    int divisor() {
        return IntStream.of(DIVISORS)
                .filter(divisor -> divisor == 1 || rows.allows(divisor) && columns.allows(divisor))
                .findFirst()
                .orElseThrow();
    }
}
