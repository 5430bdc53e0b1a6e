package org.sparkresnet.image.resize;

import java.util.stream.IntStream;
import org.sparkresnet.image.Picture;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.Window;

/** How a picture is resampled: which of its pixels, along both axes, and to which size. */
public record Sampling(Axis rows, Axis columns) {
    /** What the decoder of JPEG can divide the size of a picture by. */
    private static final int[] DIVISORS = {8, 4, 2, 1};

    /** The resampled picture, in one go; the same one if nothing changes. */
    public Picture apply(Picture picture) {
        if (rows.isIdentity(picture.shape().height())
                && columns.isIdentity(picture.shape().width())) {
            return picture;
        }
        return BilinearResize.apply(picture, rows.weights(), columns.weights());
    }

    /** The size that comes out of a picture of {@code shape}. */
    public PictureShape output(PictureShape shape) {
        return shape.resized(rows.size(), columns.size());
    }

    /** What remains of this if of its outcome only a window is kept that lies within it. */
    public Sampling cropped(Window window) {
        return new Sampling(rows.part(window.top(), window.height()), columns.part(window.left(), window.width()));
    }

    /** The largest of 1, 2, 4 and 8 by which the picture may be made smaller before, so that nothing is made larger after. */
    public int divisor() {
        return IntStream.of(DIVISORS)
                .filter(divisor -> divisor == 1 || rows.allows(divisor) && columns.allows(divisor))
                .findFirst()
                .orElseThrow();
    }
}
