package org.sparkresnet.image;

import java.nio.FloatBuffer;
import org.sparkresnet.random.NamedRandom;

/**
 * The picture that an {@link ImagePipeline} is working on. Crops, borders and mirroring are only noted down, until
 * something needs their outcome. Its memory is used again and grows to the largest picture.
 */
final class Workpiece {
    private final RowResize resize = new RowResize();

    /** {@code [H, W, C]}, and perhaps more behind it; not yet if there is something {@link #unread}. */
    private byte[] pixels = {};

    /** Rows that {@link #resize} is to read; null: none. */
    private PixelRows unread;

    private PictureShape shape;

    /** What is still to be done to it. */
    private Placement placement;

    private byte[] own = {};

    /** Begins with the pixels of a picture, which stay as they are. */
    void take(Picture picture) {
        begin(picture.shape(), picture.pixels());
    }

    /** Begins with the whole picture that {@code file} has opened. */
    void take(FilePixels file, PictureShape whole) throws UndecodableException {
        begin(whole, reserve(whole));
        file.readAll(pixels);
    }

    /** Begins with the rows of {@code input}, of {@code channels}, resized; they are not read before they are needed. */
    void take(PixelRows input, Taps rows, Taps columns, int channels) {
        begin(new PictureShape(channels, rows.size(), columns.size()), null);
        unread = input;
        resize.open(rows, columns, channels);
    }

    /** As {@link Transform#apply}. */
    void apply(Transform transform, NamedRandom random) throws UndecodableException {
        if (transform instanceof Move move) {
            placement = move.place(placement, random);
        } else {
            take(transform.apply(picture(), random));
        }
    }

    /** The size that it has now. */
    PictureShape shape() {
        return shape.resized(placement.height(), placement.width());
    }

    /** As {@link LevelTable#write}. */
    void write(PlacedRows rows, FloatBuffer target) throws UndecodableException {
        if (unread == null) {
            rows.write(pixels, shape, placement, target);
        } else {
            resize.run(unread, rows.rows(placement, target));
        }
    }

    /** Lets the memory go. */
    void release() {
        own = new byte[0];
        pixels = own;
        unread = null;
    }

    private Picture picture() throws UndecodableException {
        if (unread != null) {
            pixels = reserve(shape);
            resize.run(unread, LevelRows.to(pixels, shape));
            unread = null;
        }
        PictureShape placed = shape();
        byte[] moved = new byte[placed.values()];
        placement.write(pixels, shape, moved);
        return new Picture(placed, moved);
    }

    private void begin(PictureShape newShape, byte[] newPixels) {
        unread = null;
        shape = newShape;
        pixels = newPixels;
        placement = Placement.of(newShape);
    }

    private byte[] reserve(PictureShape needed) {
        if (own.length < needed.values()) {
            own = new byte[needed.values()];
        }
        return own;
    }
}
