package org.sparkresnet.image.jpeg;

import java.util.Optional;

/**
 * Decodes JPEG files row by row: {@link #open} reads the headers, {@link #start} chooses a part and a size, {@link #read}
 * gives the rows of that part, a few at a time. Or {@link #startApart} chooses it, and light and colors are read by
 * themselves. The workshop of one thread; its memory is used again from file to file.
 *
 * <p>Decoded are sequential and progressive files of 8 bits with Huffman codes, of one component (gray), three (YCbCr or
 * RGB) or four (CMYK or YCCK), each sampled at 1, 2, 3 or 4 to one. Arithmetic codes, 12 bits, lossless and hierarchical
 * files are refused, and so are progressive files whose last scans are missing.
 *
 * <p>Besides a copy of the file, memory is a few rows of samples, four bytes each, for a file with one scan; with several,
 * as in all progressive files, it is the coefficients of all blocks, two bytes for each sample.
 */
public final class JpegDecoder {
    /** Most rows that can be read at a time. */
    public static final int MOST_ROWS = 8;

    /** How many rows light and colors may be ahead of each other, in rows of colors. */
    public static final int MOST_COLOR_ROWS_AHEAD = 40;

    private static final int SIDE = 8;

    /** Rows of MCUs that are kept for that: each has at least {@link #SIDE} rows of colors; two more are begun. */
    private static final int UNITS_APART = MOST_COLOR_ROWS_AHEAD / SIDE + 2;

    /** How far a triangle of {@link Upsampling} reaches beyond the part, in pixels. */
    private static final int REACH = 2;

    private final Segments segments = new Segments();
    private final Upsampling[] sources = {new Upsampling(), new Upsampling(), new Upsampling(), new Upsampling()};
    private final UnitRows units = new UnitRows(sources);

    private Frame frame;

    /** The file's, or none. */
    private byte[] entryPoints;

    private ColorRows colors;
    private Part part;
    private int nextRow;

    /** Of the colors, if they are read by themselves. */
    private Part colorPart;

    private int nextColorRow;

    /** Rows of the picture that a row of MCUs becomes. */
    private int unitHeight;

    /** Whether a file begins as JPEG does. */
    public static boolean begins(byte[] file) {
        return file.length >= 2 && file[0] == -1 && Byte.toUnsignedInt(file[1]) == Segments.START_OF_IMAGE;
    }

    /**
     * Begins a file: reads everything before its first scan.
     *
     * @param file the whole file; is not changed, and is used until the next one is opened
     */
    public void open(byte[] file) throws DamagedJpegException {
        open(file, EntryPoints.NONE);
    }

    /**
     * The same where it is known at which places reading can begin: of what lies outside of the part that is then chosen
     * hardly anything is read, and if that is not the whole picture {@link #finish} cannot be asked for.
     *
     * @param newEntryPoints the file's own, of {@link EntryPoints#of}; or none
     */
    public void open(byte[] file, byte[] newEntryPoints) throws DamagedJpegException {
        segments.open(file);
        if (!segments.nextScan()) {
            throw new DamagedJpegException("JPEG without " + (segments.frame() == null ? "a frame header" : "a scan"));
        }
        frame = segments.frame();
        entryPoints = newEntryPoints;
    }

    /** Rows of the picture, 0 to 65535, as its header says; 0 is no picture. */
    public int height() {
        return frame.height();
    }

    /** Columns of the picture. */
    public int width() {
        return frame.width();
    }

    /** Bytes that the coefficients of the picture will take, if several scans bring them; 0 if one brings all. */
    public long coefficientBytes() {
        return segments.hasSeveralScans() ? Short.BYTES * Coefficients.length(frame) : 0;
    }

    /**
     * Chooses what {@link #read} gives.
     *
     * @param newPart of the picture at the size that {@code divisor} makes of it
     * @param divisor 1, 2, 4 or 8: the picture has so many times fewer rows and columns, rounded up
     */
    public void start(Part newPart, int divisor) throws DamagedJpegException {
        int size = SIDE / divisor;
        part = newPart;
        nextRow = part.top();
        unitHeight = size * frame.mostDown();
        // What the rows that are read at a time reach may begin and end within a row of units.
        units.open(
                segments,
                entryPoints,
                part.enlarged(REACH),
                size,
                2 + Component.divideUp(MOST_ROWS - 1 + 2 * REACH, unitHeight));
        colors = new ColorRows(ColorModel.of(segments), sources);
    }

    /**
     * The next rows of the part.
     *
     * @param count of them, 1 to {@value #MOST_ROWS}
     * @param pixels red, green and blue, 0 to 255: row after row without anything between them, each row as long as the
     *     part is wide
     */
    public void read(int count, int[][] pixels) throws DamagedJpegException {
        units.readTo((nextRow + count - 1 + REACH) / unitHeight);
        for (int i = 0; i < frame.components().length; i++) {
            sources[i].make(nextRow, count, part.left(), part.right());
        }
        colors.write(count * part.width(), pixels);
        nextRow += count;
    }

    /**
     * How the file holds colors, if it holds light and two differences of color, and these at fewer places: then both can
     * be read by themselves.
     */
    public Optional<ColorPlaces> fewerColors() {
        if (ColorModel.of(segments) != ColorModel.YCBCR) {
            return Optional.empty();
        }
        ColorPlaces light = places(0);
        ColorPlaces blue = places(1);
        boolean isUsual = light.across() * light.down() == 1 && blue.equals(places(2));
        return isUsual && blue.across() * blue.down() > 1 ? Optional.of(blue) : Optional.empty();
    }

    /**
     * Chooses what {@link #readLight} and {@link #readColors} give, at full size; the file has {@link #fewerColors}.
     *
     * @param light of the picture
     * @param newColorPart of the colors as they are in the file, about the same part of the picture
     */
    public void startApart(Part light, Part newColorPart) throws DamagedJpegException {
        ColorPlaces places = places(1);
        part = light;
        nextRow = part.top();
        colorPart = newColorPart;
        nextColorRow = colorPart.top();
        unitHeight = SIDE * frame.mostDown();
        units.open(segments, entryPoints, part.with(places.inPicture(colorPart)), SIDE, UNITS_APART);
    }

    /**
     * The next rows of light, as {@link #read} does. Light and colors are read in turn: neither comes to more than {@value
     * #MOST_COLOR_ROWS_AHEAD} rows of colors, or the rows of light at the same places, behind the other.
     *
     * @param levels {@code [1][]}
     */
    public void readLight(int count, int[][] levels) throws DamagedJpegException {
        copy(0, nextRow, count, part, levels[0]);
        nextRow += count;
    }

    /**
     * The next rows of the differences of color, likewise.
     *
     * @param levels blue's and red's, 0 to 255
     */
    public void readColors(int count, int[][] levels) throws DamagedJpegException {
        copy(1, nextColorRow, count, colorPart, levels[0]);
        copy(2, nextColorRow, count, colorPart, levels[1]);
        nextColorRow += count;
    }

    /**
     * Reads what is left of the file, and demands that it ends as a sound one does. Not needed where a part of the
     * picture is enough.
     */
    public void finish() throws DamagedJpegException {
        units.finish();
    }

    private ColorPlaces places(int i) {
        Component component = frame.components()[i];
        return new ColorPlaces(frame.mostAcross() / component.across, frame.mostDown() / component.down);
    }

    private void copy(int i, int y, int count, Part columns, int[] levels) throws DamagedJpegException {
        units.readTo((y + count - 1) / (SIDE * frame.components()[i].down));
        Samples samples = sources[i].samples();
        for (int row = 0; row < count; row++) {
            int from = samples.at(y + row, columns.left());
            System.arraycopy(samples.values(), from, levels, row * columns.width(), columns.width());
        }
    }
}
