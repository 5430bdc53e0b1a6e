package org.sparkresnet.image.jpeg;

import java.util.Arrays;

/**
 * Decodes JPEG files row by row: {@link #open} reads the headers, {@link #start} chooses a part and a size, {@link #read}
 * gives the rows of that part, a few at a time. The workshop of one thread; its memory is used again from file to file.
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

    private static final int SIDE = 8;

    /** How far a triangle of {@link Upsampling} reaches beyond the part, in pixels. */
    private static final int REACH = 2;

    private final Segments segments = new Segments();
    private final McuWalk walk = new McuWalk();
    private final BlockReader blocks = new BlockReader(walk.reader());
    private final BufferedScans buffered = new BufferedScans(walk);
    private final InverseTransform transform = new InverseTransform();
    private final SmallTransform smallTransform = new SmallTransform();

    /** {@code [components][rows of blocks in an MCU]}. */
    private final BlockRow[][] rows = new BlockRow[4][4];

    private final Upsampling[] sources = {new Upsampling(), new Upsampling(), new Upsampling(), new Upsampling()};

    private Frame frame;
    private ScanHeader scan;
    private boolean isBuffered;
    private ColorRows colors;
    private Part part;

    /** Samples a side that a block of the largest component becomes. */
    private int size;

    /** Of MCUs that have something of the part or of what it reaches: columns and rows. */
    private int firstUnit;

    private int endUnit;
    private int firstUnitRow;

    private int nextUnitRow;
    private int nextRow;

    /** Takes no memory to speak of before a file is opened. */
    public JpegDecoder() {
        for (BlockRow[] ofComponent : rows) {
            Arrays.setAll(ofComponent, i -> new BlockRow());
        }
    }

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
        segments.open(file);
        if (!segments.nextScan()) {
            throw new DamagedJpegException("JPEG without " + (segments.frame() == null ? "a frame header" : "a scan"));
        }
        frame = segments.frame();
    }

    /** Rows of the picture, 0 to 65535, as its header says; 0 is no picture. */
    public int height() {
        return frame.height();
    }

    /** Columns of the picture. */
    public int width() {
        return frame.width();
    }

    /**
     * Chooses what {@link #read} gives.
     *
     * @param newPart of the picture at the size that {@code divisor} makes of it
     * @param divisor 1, 2, 4 or 8: the picture has so many times fewer rows and columns, rounded up
     */
    public void start(Part newPart, int divisor) throws DamagedJpegException {
        part = newPart;
        size = SIDE / divisor;
        int unitHeight = size * frame.mostDown();
        int unitWidth = size * frame.mostAcross();
        firstUnit = Math.max(0, part.left() - REACH) / unitWidth;
        endUnit = Math.min(frame.mcusAcross(), Component.divideUp(part.right() + REACH, unitWidth));
        firstUnitRow = Math.max(0, part.top() - REACH) / unitHeight;
        nextUnitRow = 0;
        nextRow = part.top();
        isBuffered = frame.progressive() || !readsAllComponents();
        if (isBuffered) {
            buffered.read(segments);
            nextUnitRow = firstUnitRow;
        } else {
            walk.open(segments, scan);
        }
        openSources();
    }

    /**
     * The next rows of the part.
     *
     * @param count of them, 1 to {@value #MOST_ROWS}
     * @param pixels red, green and blue, 0 to 255: row after row without anything between them, each row as long as the
     *     part is wide
     */
    public void read(int count, int[][] pixels) throws DamagedJpegException {
        int unitHeight = size * frame.mostDown();
        int needed = Math.min(frame.mcusDown() - 1, (nextRow + count - 1 + REACH) / unitHeight);
        while (nextUnitRow <= needed) {
            readUnitRow();
        }
        for (int i = 0; i < frame.components().length; i++) {
            sources[i].make(nextRow, count, part.left(), part.right());
        }
        colors.write(count * part.width(), pixels);
        nextRow += count;
    }

    /**
     * Reads what is left of the file, and demands that it ends as a sound one does. Not needed where a part of the
     * picture is enough.
     */
    public void finish() throws DamagedJpegException {
        while (nextUnitRow < frame.mcusDown()) {
            readUnitRow();
        }
        if (!isBuffered) {
            walk.finish();
            if (segments.nextScan()) {
                throw new DamagedJpegException("damaged JPEG: a second scan behind a whole picture");
            }
        }
    }

    /** Reads the header of the first scan, if it brings everything. */
    private boolean readsAllComponents() throws DamagedJpegException {
        int inScan = segments.file()[segments.contentStart()];
        if (inScan != frame.components().length) {
            return false;
        }
        scan = ScanHeader.read(segments);
        if (!Arrays.equals(scan.components(), frame.components())) {
            throw new DamagedJpegException("damaged JPEG: the scan has its components in another order than the frame");
        }
        return true;
    }

    private void openSources() {
        // What the rows that are read at a time reach may begin and end within a row of MCUs.
        int unitRows = 2 + Component.divideUp(MOST_ROWS - 1 + 2 * REACH, size * frame.mostDown());
        Component[] components = frame.components();
        for (int i = 0; i < components.length; i++) {
            Component component = components[i];
            int own = ownSize(component);
            Samples samples = sources[i].samples();
            int blocksAcross = (endUnit - firstUnit) * component.across;
            samples.open(own, firstUnit * component.across, blocksAcross, unitRows * component.down * own);
            for (int row = 0; row < component.down; row++) {
                rows[i][row].open(blocksAcross, own);
            }
            samples.setPicture(
                    Component.divideUp(frame.width() * component.across * own, frame.mostAcross() * SIDE),
                    Component.divideUp(frame.height() * component.down * own, frame.mostDown() * SIDE));
            int across = frame.mostAcross() * size / (component.across * own);
            int down = frame.mostDown() * size / (component.down * own);
            sources[i].open(across, down, size > 1);
        }
        colors = new ColorRows(ColorModel.of(segments), sources);
    }

    /** A component with fewer samples is made smaller by less, if that spares making its rows larger again. */
    private int ownSize(Component component) {
        int own = size;
        while (own < SIDE
                && frame.mostAcross() * size % (component.across * own * 2) == 0
                && frame.mostDown() * size % (component.down * own * 2) == 0) {
            own *= 2;
        }
        return own;
    }

    private void readUnitRow() throws DamagedJpegException {
        boolean isNeeded = nextUnitRow >= firstUnitRow && nextRow < part.bottom();
        if (isBuffered) {
            for (int unit = firstUnit; isNeeded && unit < endUnit; unit++) {
                makeUnit(unit);
            }
        } else {
            readUnits(isNeeded);
        }
        if (isNeeded) {
            transform();
        }
        nextUnitRow++;
    }

    private void readUnits(boolean isNeeded) throws DamagedJpegException {
        int units = frame.mcusAcross();
        int first = isNeeded ? firstUnit : units;
        int end = isNeeded ? endUnit : units;
        for (int unit = 0; unit < first; unit++) {
            skipUnit();
        }
        for (int unit = first; unit < end; unit++) {
            readUnit(unit);
        }
        for (int unit = end; unit < units; unit++) {
            skipUnit();
        }
    }

    private void skipUnit() throws DamagedJpegException {
        walk.next();
        for (Component component : frame.components()) {
            for (int i = 0; i < component.across * component.down; i++) {
                blocks.skip(component);
            }
        }
    }

    private void readUnit(int unit) throws DamagedJpegException {
        walk.next();
        for (int i = 0; i < frame.components().length; i++) {
            Component component = frame.components()[i];
            for (int row = 0; row < component.down; row++) {
                BlockRow blockRow = rows[i][row];
                for (int column = 0; column < component.across; column++) {
                    int block = (unit - firstUnit) * component.across + column;
                    blocks.read(component, component.steps, blockRow, block);
                }
            }
        }
    }

    private void makeUnit(int unit) {
        for (int i = 0; i < frame.components().length; i++) {
            Component component = frame.components()[i];
            for (int row = 0; row < component.down; row++) {
                for (int column = 0; column < component.across; column++) {
                    int block = unit * component.across + column;
                    int within = block - firstUnit * component.across;
                    buffered.make(i, nextUnitRow * component.down + row, block, rows[i][row], within);
                }
            }
        }
    }

    private void transform() {
        for (int i = 0; i < frame.components().length; i++) {
            Component component = frame.components()[i];
            Samples samples = sources[i].samples();
            for (int row = 0; row < component.down; row++) {
                if (samples.size() == SIDE) {
                    transform.apply(rows[i][row], samples, nextUnitRow * component.down + row);
                } else {
                    smallTransform.apply(rows[i][row], samples, nextUnitRow * component.down + row);
                }
            }
        }
    }
}
