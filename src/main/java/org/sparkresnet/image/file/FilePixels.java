package org.sparkresnet.image.file;

import java.util.Optional;
import org.sparkresnet.image.Picture;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.UndecodableException;
import org.sparkresnet.image.Window;
import org.sparkresnet.image.jpeg.ColorPlaces;
import org.sparkresnet.image.jpeg.DamagedJpegException;
import org.sparkresnet.image.jpeg.JpegDecoder;
import org.sparkresnet.image.jpeg.Part;

/**
 * The pixels of files, one file after the other, as {@link PictureDecoder} says; of a JPEG only as much as is asked for.
 * The workshop of one thread: its memory is used again.
 */
public final class FilePixels implements PixelRows {
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
    public FilePixels(int mostPixels) {
        this.mostPixels = mostPixels;
    }

    /**
     * Begins a file; takes no memory for pixels yet.
     *
     * @param entryPoints the file's own, of {@link PictureDecoder#entryPoints}, or none; they make parts of it cheaper
     * @return the picture's size
     */
    public PictureShape open(byte[] newFile, byte[] entryPoints) throws UndecodableException {
        file = newFile;
        whole = null;
        rows = this;
        isJpeg = JpegDecoder.begins(file);
        if (file.length == 0) {
            throw new UndecodableException("empty file");
        }
        if (isJpeg) {
            shape = openJpeg(entryPoints);
        } else if (PngStructure.begins(file)) {
            shape = PngStructure.checkedShape(file, mostPixels);
        } else if (BmpStructure.begins(file)) {
            shape = BmpStructure.checkedShape(file, mostPixels);
        } else {
            throw new UndecodableException("neither JPEG nor PNG nor BMP");
        }
        return shape;
    }

    /** What the file takes while it is decoded. */
    public PictureMemory memory() {
        return isJpeg
                ? new PictureMemory(PictureMemory.COLUMN * shape.width(), jpeg.coefficientBytes(), 0)
                : new PictureMemory(0, PictureMemory.WHOLE * shape.height() * shape.width(), 0);
    }

    /** Lets all memory go; a file must be opened next. */
    public void release() {
        jpeg = new JpegDecoder();
        file = null;
        whole = null;
        rows = null;
    }

    /** Whether {@link #start} can make the picture smaller. */
    public boolean scales() {
        return isJpeg;
    }

    /**
     * Chooses which rows {@link #read} gives.
     *
     * @param part of the picture at the size that {@code divisor} makes of it
     * @param divisor 1, or if it {@link #scales} 2, 4 or 8
     */
    public void start(Window part, int divisor) throws UndecodableException {
        if (!isJpeg) {
            rows = PixelRows.of(whole(), part);
            return;
        }
        try {
            jpeg.start(part(part), divisor);
        } catch (DamagedJpegException e) {
            throw new UndecodableException(e.getMessage());
        }
    }

    /** Where the colors of a JPEG lie that has fewer of them than pixels; then {@link #startApart} can be used. */
    public Optional<ColorPlaces> fewerColors() {
        return scales() ? jpeg.fewerColors() : Optional.empty();
    }

    /**
     * Chooses which rows {@link #readLight} and {@link #readColors} give.
     *
     * @param light of the picture
     * @param colors of its colors, as they are in the file
     */
    public void startApart(Window light, Window colors) throws UndecodableException {
        try {
            jpeg.startApart(part(light), part(colors));
        } catch (DamagedJpegException e) {
            throw new UndecodableException(e.getMessage());
        }
    }

    /** As {@link #read}, of light alone. */
    public void readLight(int count, int[][] levels) throws UndecodableException {
        try {
            jpeg.readLight(count, levels);
        } catch (DamagedJpegException e) {
            throw new UndecodableException(e.getMessage());
        }
    }

    /** As {@link #read}, of the differences of blue and of red. */
    public void readColors(int count, int[][] levels) throws UndecodableException {
        try {
            jpeg.readColors(count, levels);
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

    /** The whole picture of a file that is no JPEG, whose rows cannot be had one by one. */
    public Picture whole() throws UndecodableException {
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
    public void readAll(byte[] pixels) throws UndecodableException {
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

    private static Part part(Window window) {
        return new Part(window.top(), window.left(), window.top() + window.height(), window.left() + window.width());
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

    private PictureShape openJpeg(byte[] entryPoints) throws UndecodableException {
        try {
            jpeg.open(file, entryPoints);
            return PictureDecoder.shape(jpeg.height(), jpeg.width(), mostPixels);
        } catch (DamagedJpegException e) {
            throw new UndecodableException(e.getMessage());
        }
    }
}
