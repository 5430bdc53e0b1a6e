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
    private JpegDecoder jpeg = new JpegDecoder();
    private byte[] file;
    private boolean isJpeg;
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
     * Begins a file; takes no memory for pixels yet.
     *
     * @return the picture's size
     */
    PictureShape open(byte[] newFile) throws UndecodableException {
        file = newFile;
        whole = null;
        rows = this;
        isJpeg = JpegDecoder.begins(file);
        if (file.length == 0) {
            throw new UndecodableException("empty file");
        }
        if (isJpeg) {
            shape = openJpeg();
        } else if (PngStructure.begins(file)) {
            shape = PngStructure.checkedShape(file, mostPixels);
        } else if (BmpStructure.begins(file)) {
            shape = BmpStructure.checkedShape(file, mostPixels);
        } else {
            throw new UndecodableException("neither JPEG nor PNG nor BMP");
        }
        return shape;
    }

    /** Bytes that the file's pixels take while they are decoded, as {@link PipelineMemory} counts them. */
    long bytes() {
        return isJpeg
                ? jpeg.coefficientBytes() + PipelineMemory.COLUMN * shape.width()
                : PipelineMemory.WHOLE * shape.height() * shape.width();
    }

    /** Lets all memory go; a file must be opened next. */
    void release() {
        jpeg = new JpegDecoder();
        file = null;
        whole = null;
        rows = null;
    }

    /** Whether {@link #start} can make the picture smaller. */
    boolean scales() {
        return isJpeg;
    }

    /**
     * Chooses which rows {@link #read} gives.
     *
     * @param part of the picture at the size that {@code divisor} makes of it
     * @param divisor 1, or if it {@link #scales} 2, 4 or 8
     */
    void start(Window part, int divisor) throws UndecodableException {
        if (!isJpeg) {
            rows = PixelRows.of(whole(), part);
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
    public void read(int[][] row) throws UndecodableException {
        if (rows != this) {
            rows.read(row);
            return;
        }
        try {
            jpeg.read(row);
        } catch (DamagedJpegException e) {
            throw new UndecodableException(e.getMessage());
        }
    }

    /** The whole picture of a file that is no JPEG, whose rows cannot be had one by one. */
    Picture whole() throws UndecodableException {
        if (whole == null) {
            whole = OpenCvDecoder.decode(file, shape);
        }
        return whole;
    }

    /**
     * Writes the whole picture of a JPEG, and demands that the file ends as it should.
     *
     * @param pixels {@code [H, W, 3]}
     */
    void readAll(byte[] pixels) throws UndecodableException {
        int width = shape.width();
        start(new Window(0, 0, shape.height(), width), 1);
        int[][] row = new int[shape.channels()][width];
        for (int y = 0; y < shape.height(); y++) {
            read(row);
            int to = y * width * shape.channels();
            for (int x = 0; x < width; x++) {
                pixels[to] = (byte) row[0][x];
                pixels[to + 1] = (byte) row[1][x];
                pixels[to + 2] = (byte) row[2][x];
                to += 3;
            }
        }
        finish();
    }

    private void finish() throws UndecodableException {
        try {
            jpeg.finish();
        } catch (DamagedJpegException e) {
            throw new UndecodableException(e.getMessage());
        }
    }

    private PictureShape openJpeg() throws UndecodableException {
        try {
            jpeg.open(file);
            return PictureDecoder.shape(jpeg.height(), jpeg.width(), mostPixels);
        } catch (DamagedJpegException e) {
            throw new UndecodableException(e.getMessage());
        }
    }
}
