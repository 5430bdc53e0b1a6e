package org.sparkresnet.image.pipeline;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.sparkresnet.image.Picture;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.UndecodableException;
import org.sparkresnet.image.file.FilePixels;
import org.sparkresnet.image.file.PixelRows;
import org.sparkresnet.image.jpeg.ColorPlaces;
import org.sparkresnet.image.normalize.LevelTable;
import org.sparkresnet.image.resize.ApartResize;
import org.sparkresnet.image.resize.LevelRows;
import org.sparkresnet.image.resize.ResizedRows;
import org.sparkresnet.image.resize.RowResize;
import org.sparkresnet.image.resize.Sampling;
import org.sparkresnet.image.resize.Taps;
import org.sparkresnet.image.transform.ColorChange;
import org.sparkresnet.image.transform.Move;
import org.sparkresnet.image.transform.Placement;
import org.sparkresnet.image.transform.Transform;
import org.sparkresnet.random.NamedRandom;

/**
 * The picture that an {@link ImagePipeline} is working on. Crops, borders and mirroring are only noted down, until
 * something needs their outcome. Its memory is used again and grows to the largest picture.
 */
final class Workpiece {
    private RowResize resize = new RowResize();
    private ApartResize apart = new ApartResize();

    /** {@code [H, W, C]}, and perhaps more behind it; not yet if there is something {@link #unread}. */
    private byte[] pixels = {};

    /** What the picture is made of when it is needed; null: it has been made. */
    private ResizedRows unread;

    private PictureShape shape;

    /** What is still to be done to it. */
    private Placement placement;

    /** Memory for {@link #pixels} that are no raw picture's, and for those before or after them. */
    private byte[] own = {};

    private byte[] spare = {};

    /** Begins with the pixels of a picture, which stay as they are. */
    void take(Picture picture) {
        begin(picture.shape(), picture.pixels());
    }

    /** Begins with the whole picture that {@code file} has opened. */
    void take(FilePixels file, PictureShape whole) throws UndecodableException {
        if (!file.scales()) {
            take(file.whole());
            return;
        }
        begin(whole, reserve(whole));
        file.readAll(pixels);
    }

    /** Begins with the rows of {@code input}, of {@code channels}, resized; they are not read before they are needed. */
    void take(PixelRows input, Taps rows, Taps columns, int channels) {
        begin(new PictureShape(channels, rows.size(), columns.size()), null);
        unread = resize;
        resize.open(input, rows, columns, channels);
    }

    /** The same with a file that has {@link FilePixels#fewerColors}, which are resized by themselves. */
    void take(FilePixels file, ColorPlaces colors, Sampling sampling, PictureShape whole) throws UndecodableException {
        begin(sampling.output(whole), null);
        unread = apart;
        apart.open(file, colors, sampling, whole);
    }

    /** As {@link Transform#apply}. */
    void apply(Transform transform, NamedRandom random) throws UndecodableException {
        if (transform instanceof Move move) {
            placement = move.place(placement, random);
        } else if (transform instanceof ColorChange change) {
            makeOwn();
            change.change(pixels, shape, random);
        } else {
            makeOwn();
            take(transform.apply(new Picture(shape, Arrays.copyOf(pixels, shape.values())), random));
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
            unread.run(rows.rows(placement, target));
        }
    }

    /** Lets the memory go. */
    void release() {
        resize = new RowResize();
        apart = new ApartResize();
        own = new byte[0];
        spare = own;
        pixels = own;
        unread = null;
    }

    /** Does everything that has only been noted down, in memory that can be changed. */
    private void makeOwn() throws UndecodableException {
        if (unread != null) {
            ResizedRows input = unread;
            Placement later = placement;
            begin(shape, reserve(shape));
            input.run(LevelRows.to(pixels, shape));
            placement = later;
        }
        if (pixels != own || !placement.equals(Placement.of(shape))) {
            PictureShape placed = shape();
            if (spare.length < placed.values()) {
                spare = new byte[placed.values()];
            }
            Arrays.fill(spare, 0, placed.values(), (byte) 0);
            placement.write(pixels, shape, spare);
            byte[] changed = spare;
            spare = own;
            own = changed;
            begin(placed, changed);
        }
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
