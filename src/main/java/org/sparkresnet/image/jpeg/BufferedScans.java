package org.sparkresnet.image.jpeg;

import java.util.Arrays;

/**
 * All scans of a file that has several, read into memory: progressive files, and sequential ones whose components come one
 * after the other.
 */
final class BufferedScans {
    private static final int SIDE = 8;
    private static final int BLOCK = 64;

    private final Coefficients coefficients = new Coefficients();
    private final McuWalk walk;
    private final BlockReader blocks;
    private final ProgressiveBlocks progressive;
    private final BlockRow single = new BlockRow();

    private Frame frame;

    /** {@code [components][64]}: the lowest bit of each coefficient that has come; -1: none. */
    private int[][] shifts;

    BufferedScans(McuWalk walk) {
        this.walk = walk;
        this.blocks = new BlockReader(walk.reader());
        this.progressive = new ProgressiveBlocks(walk.reader());
        int[] ones = new int[BLOCK];
        Arrays.fill(ones, 1);
        single.open(1, SIDE, ones);
    }

    /**
     * Reads all scans, the first of which {@code segments} has entered.
     *
     * @throws DamagedJpegException if one is damaged, or a part of the picture does not come
     */
    void read(Segments segments) throws DamagedJpegException {
        frame = segments.frame();
        coefficients.open(frame);
        shifts = new int[frame.components().length][BLOCK];
        for (int[] row : shifts) {
            Arrays.fill(row, -1);
        }
        do {
            ScanHeader header = ScanHeader.read(segments);
            for (Component component : header.components()) {
                count(header, shifts[coefficients.number(component)]);
            }
            walk.open(segments, header);
            progressive.open(header, coefficients.values());
            readScan(header);
            progressive.requireNoEndOfBand();
            walk.finish();
        } while (segments.nextScan());
        requireAll();
    }

    /** Makes a block of component i out of its coefficients. */
    void make(int i, int blockRow, int blockColumn, BlockRow output, int block) {
        int start = coefficients.start(i, blockRow, blockColumn);
        short[] values = coefficients.values();
        int to = output.start(block);
        for (int place = 0; place <= output.lastNeeded; place++) {
            BlockRow.put(values[start + place], output.targets[place], output.values, to);
        }
    }

    private void readScan(ScanHeader header) throws DamagedJpegException {
        Component[] components = header.components();
        if (components.length == 1) {
            Component only = components[0];
            for (int unit = 0; unit < only.blocksAcross * only.blocksDown; unit++) {
                begin();
                add(only, unit / only.blocksAcross, unit % only.blocksAcross);
            }
            return;
        }
        for (int unit = 0; unit < frame.mcusAcross() * frame.mcusDown(); unit++) {
            begin();
            for (Component component : components) {
                addUnit(component, unit / frame.mcusAcross(), unit % frame.mcusAcross());
            }
        }
    }

    private void begin() throws DamagedJpegException {
        if (walk.next()) {
            progressive.requireNoEndOfBand();
        }
    }

    private void addUnit(Component component, int unitRow, int unitColumn) throws DamagedJpegException {
        for (int row = 0; row < component.down; row++) {
            for (int column = 0; column < component.across; column++) {
                add(component, unitRow * component.down + row, unitColumn * component.across + column);
            }
        }
    }

    private void add(Component component, int blockRow, int blockColumn) throws DamagedJpegException {
        int start = coefficients.start(coefficients.number(component), blockRow, blockColumn);
        if (frame.progressive()) {
            progressive.add(component, start);
            return;
        }
        blocks.read(component, single, 0);
        for (int place = 0; place < BLOCK; place++) {
            coefficients.values()[start + place] = (short) single.values[single.offset(place)];
        }
        Arrays.fill(single.values, 0);
    }

    /** A scan brings either something that was not there, or the next lower bit of something that was. */
    private void count(ScanHeader header, int[] brought) throws DamagedJpegException {
        int last = frame.progressive() ? header.last() : BLOCK - 1;
        for (int place = frame.progressive() ? header.first() : 0; place <= last; place++) {
            int expected = frame.progressive() && header.isRefinement() ? header.approximated() : -1;
            if (brought[place] != expected) {
                throw new DamagedJpegException("damaged JPEG: a scan brings again what is there, or refines nothing");
            }
            brought[place] = frame.progressive() ? header.shift() : 0;
        }
    }

    private void requireAll() throws DamagedJpegException {
        for (int[] row : shifts) {
            for (int shift : row) {
                if (shift != 0) {
                    throw new DamagedJpegException("incomplete JPEG: some of its scans are missing");
                }
            }
        }
    }
}
