package org.sparkresnet.image;

import org.sparkresnet.image.jpeg.DamagedJpegException;
import org.sparkresnet.image.jpeg.JpegDecoder;
import org.sparkresnet.image.jpeg.Part;

/**
 * The pixels of files, one file after the other, as {@link PictureDecoder} says; of a JPEG only as much as is asked for.
 * The workshop of one thread: its memory is used again.
 */
final class FilePixels implements PixelRows {
    private final int mostPixels;
    private final JpegDecoder jpeg = new JpegDecoder();
    private PictureShape shape;

    /** Where the rows come from: this for a JPEG. */
    private PixelRows rows;

    /** A file that is no JPEG, decoded; or null. */
    private Picture whole;

    /** @param mostPixels larger pictures are refused before memory is taken for them */
    FilePixels(int mostPixels) {
        this.mostPixels = mostPixels;
    }

    /**
     * Begins a file.
     *
     * @return the picture's size
     */
    PictureShape open(byte[] file) throws UndecodableException {
        whole = null;
        rows = this;
        if (file.length == 0) {
            throw new UndecodableException("empty file");
        }
        if (JpegDecoder.begins(file)) {
            shape = openJpeg(file);
        } else if (PngStructure.begins(file)) {
            shape = PngStructure.checkedShape(file, mostPixels);
            whole = OpenCvDecoder.decode(file, shape);
        } else if (BmpStructure.begins(file)) {
            shape = BmpStructure.checkedShape(file, mostPixels);
            whole = OpenCvDecoder.decode(file, shape);
        } else {
            throw new UndecodableException("neither JPEG nor PNG nor BMP");
        }
        return shape;
    }

    /** Whether {@link #start} can make the picture smaller. */
    boolean scales() {
        return whole == null;
    }

    /**
     * Chooses which rows {@link #read} gives.
     *
     * @param part of the picture at the size that {@code divisor} makes of it
     * @param divisor 1, or if it {@link #scales} 2, 4 or 8
     */
    void start(Window part, int divisor) throws UndecodableException {
        if (whole != null) {
            rows = PixelRows.of(whole, part);
            return;
        }
        try {
            int bottom = part.top() + part.height();
            jpeg.start(new Part(part.top(), part.left(), bottom, part.left() + part.width()), divisor);
        } catch (DamagedJpegException e) {
            throw new UndecodableException(e.getMessage());
        }
    }

    @Override
    public void read(int count, int[][] levels) throws UndecodableException {
        if (rows != this) {
            rows.read(count, levels);
            return;
        }
        try {
            jpeg.read(count, levels);
        } catch (DamagedJpegException e) {
            throw new UndecodableException(e.getMessage());
        }
    }

    /**
     * Writes the whole picture, and demands that the file ends as it should.
     *
     * @param pixels {@code [H, W, 3]}
     */
    void readAll(byte[] pixels) throws UndecodableException {
        if (whole != null) {
            System.arraycopy(whole.pixels(), 0, pixels, 0, shape.values());
            return;
        }
        int width = shape.width();
        start(new Window(0, 0, shape.height(), width), 1);
        int[][] levels = new int[shape.channels()][MOST_ROWS * width];
        for (int y = 0; y < shape.height(); y += MOST_ROWS) {
            int count = Math.min(MOST_ROWS, shape.height() - y);
            read(count, levels);
            join(levels, count * width, pixels, y * width * shape.channels());
        }
        finish();
    }

    private static void join(int[][] levels, int count, byte[] pixels, int start) {
        int to = start;
        for (int i = 0; i < count; i++) {
            pixels[to] = (byte) levels[0][i];
            pixels[to + 1] = (byte) levels[1][i];
            pixels[to + 2] = (byte) levels[2][i];
            to += 3;
        }
    }

    private void finish() throws UndecodableException {
        try {
            jpeg.finish();
        } catch (DamagedJpegException e) {
            throw new UndecodableException(e.getMessage());
        }
    }

    private PictureShape openJpeg(byte[] file) throws UndecodableException {
        try {
            jpeg.open(file);
            return PictureDecoder.shape(jpeg.height(), jpeg.width(), mostPixels);
        } catch (DamagedJpegException e) {
            throw new UndecodableException(e.getMessage());
        }
    }
}
