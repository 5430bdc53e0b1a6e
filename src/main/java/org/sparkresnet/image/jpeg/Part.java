package org.sparkresnet.image.jpeg;

/**
 * A part of a picture, at least one pixel: rows [top, bottom), columns [left, right).
 *
 * @param top at least 0
 * @param left at least 0
 */
public record Part(int top, int left, int bottom, int right) {
    public Part {
        if (top < 0 || left < 0 || bottom <= top || right <= left) {
            throw new IllegalArgumentException(
                    "no part of a picture: rows " + top + " to " + bottom + ", columns " + left + " to " + right);
        }
    }

    /** Number of rows. */
    public int height() {
        return bottom - top;
    }

    /** Number of columns. */
    public int width() {
        return right - left;
    }

    /** With {@code reach} rows and columns more on each side, as far as they are not negative. */
    Part enlarged(int reach) {
        return new Part(Math.max(0, top - reach), Math.max(0, left - reach), bottom + reach, right + reach);
    }

    /** The smallest one that holds both. */
    Part with(Part other) {
        return new Part(
                Math.min(top, other.top),
                Math.min(left, other.left),
                Math.max(bottom, other.bottom),
                Math.max(right, other.right));
    }
}
