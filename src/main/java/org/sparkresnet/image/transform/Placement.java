package org.sparkresnet.image.transform;

import org.sparkresnet.image.Picture;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.Window;

/**
 * Which pixel of a picture lands where after crops, borders and mirroring: those transforms are put together here, and
 * nothing is moved before the last write.
 *
 * @param top row of the picture that comes first; outside of the picture are zeros
 * @param left column that comes first, or last if mirrored
 * @param visible of the picture; a crop has cut off the rest for good
 */
public record Placement(int top, int left, int height, int width, boolean mirrored, Window visible) {
    /** A picture of {@code shape} as it is. */
    public static Placement of(PictureShape shape) {
        Window whole = new Window(0, 0, shape.height(), shape.width());
        return new Placement(0, 0, shape.height(), shape.width(), false, whole);
    }

    /** As {@link Picture#window} of what this makes. */
    Placement window(int windowTop, int windowLeft, int newHeight, int newWidth) {
        int newTop = top + windowTop;
        int newLeft = mirrored ? left + width - windowLeft - newWidth : left + windowLeft;
        Window whole = new Window(newTop, newLeft, newHeight, newWidth);
        return new Placement(newTop, newLeft, newHeight, newWidth, mirrored, visible.common(whole));
    }

    /** As {@link Picture#flipped} of what this makes. */
    Placement flipped() {
        return new Placement(top, left, height, width, !mirrored, visible);
    }

    /** Whether row {@code row} of the outcome has anything but zeros. */
    public boolean hasRow(int row) {
        int from = top + row - visible.top();
        return from >= 0 && from < visible.height();
    }

    /** The first column of the outcome that is not zeros alone. */
    public int firstColumn() {
        return mirrored ? left + width - visible.left() - visible.width() : visible.left() - left;
    }

    /** Behind the last column of the outcome that is not zeros alone. */
    public int endColumn() {
        return firstColumn() + visible.width();
    }

    /** The column of the picture that lands at {@link #firstColumn}; later ones follow, or precede it if mirrored. */
    public int firstSource() {
        return mirrored ? visible.left() + visible.width() - 1 : visible.left();
    }

    /** Does it: from {@code pixels} of {@code shape} to {@code output}, {@code [height, width, C]}, which is all zeros. */
    public void write(byte[] pixels, PictureShape shape, byte[] output) {
        int channels = shape.channels();
        int step = mirrored ? -channels : channels;
        for (int row = 0; row < height; row++) {
            int from = ((top + row) * shape.width() + firstSource()) * channels;
            int to = (row * width + firstColumn()) * channels;
            for (int i = 0; hasRow(row) && i < visible.width(); i++) {
                System.arraycopy(pixels, from + i * step, output, to + i * channels, channels);
            }
        }
    }
}
