package org.sparkresnet.image.jpeg;

import java.util.Arrays;

/**
 * Reads the rows of MCUs of a file, one after the other, and makes samples of those that something is wanted of. The
 * memory is used again from file to file.
 */
final class UnitRows {
    private static final int SIDE = 8;

    private final McuWalk walk = new McuWalk();
    private final BlockReader blocks = new BlockReader(walk.reader());
    private final BufferedScans buffered = new BufferedScans(walk);
    private final InverseTransform transform = new InverseTransform();
    private final SmallTransform smallTransform = new SmallTransform();

    /** {@code [components][rows of blocks in an MCU]}. */
    private final BlockRow[][] rows = new BlockRow[4][4];

    private final Upsampling[] targets;

    private Segments segments;
    private Frame frame;
    private ScanHeader scan;
    private boolean isBuffered;

    /** Where reading can begin; or null: only at the top, as also where all is to be read and checked. */
    private EntryPoints entries;

    /** Samples a side that a block of the largest component becomes. */
    private int size;

    /** Of MCUs that something is wanted of: columns and rows. */
    private int firstUnit;

    private int endUnit;
    private int firstUnitRow;
    private int endUnitRow;

    private int nextUnitRow;

    /** @param targets one per component: get their samples, and are told how these lie in the picture */
    UnitRows(Upsampling[] targets) {
        this.targets = targets;
        for (BlockRow[] ofComponent : rows) {
            Arrays.setAll(ofComponent, i -> new BlockRow());
        }
    }

    /**
     * Begins a file, whose first scan {@code newSegments} has entered.
     *
     * @param entryPoints of the file, or none
     * @param part of the picture that is wanted; may reach beyond it
     * @param newSize samples a side that a block of the largest component becomes: 8, 4, 2 or 1
     * @param kept rows of units whose samples are kept, up to the one that has been read last
     */
    void open(Segments newSegments, byte[] entryPoints, Part part, int newSize, int kept) throws DamagedJpegException {
        segments = newSegments;
        frame = segments.frame();
        size = newSize;
        int unitHeight = size * frame.mostDown();
        int unitWidth = size * frame.mostAcross();
        firstUnit = part.left() / unitWidth;
        endUnit = Math.min(frame.mcusAcross(), Component.divideUp(part.right(), unitWidth));
        firstUnitRow = part.top() / unitHeight;
        endUnitRow = Math.min(frame.mcusDown(), Component.divideUp(part.bottom(), unitHeight));
        boolean isPart =
                firstUnit > 0 || endUnit < frame.mcusAcross() || firstUnitRow > 0 || endUnitRow < frame.mcusDown();
        entries = isPart && entryPoints.length > 0 ? EntryPoints.read(entryPoints, segments) : null;
        nextUnitRow = 0;
        isBuffered = segments.hasSeveralScans();
        if (isBuffered) {
            buffered.read(segments);
            nextUnitRow = firstUnitRow;
        } else {
            scan = ScanHeader.readOnly(segments);
            walk.open(segments, scan);
            nextUnitRow = entries == null ? 0 : firstUnitRow;
        }
        openTargets(kept);
    }

    /** Reads up to row {@code unitRow} of units, or to the last one. */
    void readTo(int unitRow) throws DamagedJpegException {
        while (nextUnitRow <= Math.min(frame.mcusDown() - 1, unitRow)) {
            readUnitRow();
        }
    }

    /** Reads what is left of the file, and demands that it ends as a sound one does. */
    void finish() throws DamagedJpegException {
        readTo(frame.mcusDown() - 1);
        if (!isBuffered) {
            walk.finish();
            if (segments.nextScan()) {
                throw new DamagedJpegException("damaged JPEG: a second scan behind a whole picture");
            }
        }
    }

    private void openTargets(int kept) {
        Component[] components = frame.components();
        for (int i = 0; i < components.length; i++) {
            Component component = components[i];
            int own = ownSize(component);
            Samples samples = targets[i].samples();
            int blocksAcross = (endUnit - firstUnit) * component.across;
            samples.open(own, firstUnit * component.across, blocksAcross, kept * component.down * own);
            for (int row = 0; row < component.down; row++) {
                rows[i][row].open(blocksAcross, own, component.steps);
            }
            samples.setPicture(
                    Component.divideUp(frame.width() * component.across * own, frame.mostAcross() * SIDE),
                    Component.divideUp(frame.height() * component.down * own, frame.mostDown() * SIDE));
            int across = frame.mostAcross() * size / (component.across * own);
            int down = frame.mostDown() * size / (component.down * own);
            targets[i].open(across, down, size > 1);
        }
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
        boolean isNeeded = nextUnitRow >= firstUnitRow && nextUnitRow < endUnitRow;
        if (isBuffered) {
            for (int unit = firstUnit; isNeeded && unit < endUnit; unit++) {
                makeUnit(unit);
            }
        } else if (entries == null) {
            readUnits(isNeeded);
        } else if (isNeeded) {
            readUnits(entries.enter(nextUnitRow, firstUnit, walk.reader(), frame), endUnit);
        }
        if (isNeeded) {
            transform();
        }
        nextUnitRow++;
    }

    private void readUnits(boolean isNeeded) throws DamagedJpegException {
        if (isNeeded) {
            readUnits(0, endUnit);
            skipUnits(endUnit, frame.mcusAcross());
        } else {
            skipUnits(0, frame.mcusAcross());
        }
    }

    /** From unit {@code from} on, where reading stands; of those before {@link #firstUnit} nothing is wanted. */
    private void readUnits(int from, int end) throws DamagedJpegException {
        skipUnits(from, firstUnit);
        for (int unit = firstUnit; unit < end; unit++) {
            readUnit(unit);
        }
    }

    private void skipUnits(int from, int end) throws DamagedJpegException {
        for (int unit = from; unit < end; unit++) {
            walk.next();
            blocks.skipUnit(frame.components());
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
                    blocks.read(component, blockRow, block);
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
            Samples samples = targets[i].samples();
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
