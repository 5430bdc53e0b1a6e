package org.sparkresnet.image.jpeg;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Places within the data of a JPEG where reading can begin. A code can only be found by reading all codes before it, so
 * that without them a crop costs all of the file from its top to the crop's lowest row. Found once and kept beside the
 * file, they let a decoder begin at each row of units, and every few units within it.
 *
 * <p>As bytes: for one entry point after the other, rows from the top, by how much it differs from the one before: the
 * number of its bit, in the data without stuffed zeros, and the DC coefficient before it of each component; all as
 * numbers of seven bits a byte, lowest first (base 128 varints, those with a sign in zigzag). No bytes: none are known.
 */
public final class EntryPoints {
    /** Blocks from one entry point to the next within a row of units: as many are read past in a microsecond. */
    private static final int BLOCKS_APART = 32;

    /** None are known. */
    public static final byte[] NONE = {};

    private final int unitsApart;
    private final int ofRow;
    private final long[] bits;

    /** {@code [entry points][components]}, one after the other. */
    private final int[] predictions;

    private EntryPoints(Frame frame) {
        unitsApart = unitsApart(frame);
        ofRow = Component.divideUp(frame.mcusAcross(), unitsApart);
        bits = new long[ofRow * frame.mcusDown()];
        predictions = new int[bits.length * frame.components().length];
    }

    /**
     * Finds them.
     *
     * @param file a whole JPEG
     * @return none if the file cannot have them: one with restart markers, a progressive one; or if the only one is its beginning
     * @throws DamagedJpegException if the file is damaged where a decoder of all of it would see that
     */
    public static byte[] of(byte[] file) throws DamagedJpegException {
        Segments segments = new Segments();
        segments.open(file);
        if (!segments.nextScan()) {
            throw new DamagedJpegException("JPEG without a scan");
        }
        if (!canHave(segments)) {
            return NONE;
        }
        Frame frame = segments.frame();
        McuWalk walk = new McuWalk();
        walk.open(segments, ScanHeader.readOnly(segments));
        EntryPoints found = new EntryPoints(frame);
        if (found.bits.length == 1) {
            return NONE;
        }
        BlockReader blocks = new BlockReader(walk.reader());
        for (int row = 0; row < frame.mcusDown(); row++) {
            for (int unit = 0; unit < frame.mcusAcross(); unit++) {
                if (unit % found.unitsApart == 0) {
                    found.note(row * found.ofRow + unit / found.unitsApart, walk.reader(), frame);
                }
                walk.next();
                blocks.skipUnit(frame.components());
            }
        }
        walk.finish();
        return found.toBytes();
    }

    /**
     * Those that are kept beside a file.
     *
     * @param kept not empty
     * @throws DamagedJpegException if they are not those of this file
     */
    static EntryPoints read(byte[] kept, Segments segments) throws DamagedJpegException {
        if (!canHave(segments)) {
            throw foreign();
        }
        EntryPoints points = new EntryPoints(segments.frame());
        Varints numbers = new Varints(kept);
        int components = segments.frame().components().length;
        for (int i = 0; i < points.bits.length; i++) {
            points.bits[i] = numbers.next() + (i == 0 ? 0 : points.bits[i - 1]);
            for (int at = i * components; at < (i + 1) * components; at++) {
                points.predictions[at] = numbers.nextSigned() + (i == 0 ? 0 : points.predictions[at - components]);
            }
        }
        if (!numbers.isAtEnd()) {
            throw foreign();
        }
        return points;
    }

    /**
     * Goes to the last one that lies in row {@code row} at or before unit {@code unit}.
     *
     * @return its unit, which comes next
     */
    int enter(int row, int unit, BitReader reader, Frame frame) throws DamagedJpegException {
        int i = row * ofRow + unit / unitsApart;
        if (!reader.seek(bits[i])) {
            throw foreign();
        }
        int next = i * frame.components().length;
        for (Component component : frame.components()) {
            component.prediction = predictions[next++];
        }
        return unit / unitsApart * unitsApart;
    }

    /** With restart markers, or several scans, a place in the data is not enough to go on from. */
    private static boolean canHave(Segments segments) {
        return !segments.hasSeveralScans() && segments.restartInterval() == 0;
    }

    private void note(int i, BitReader reader, Frame frame) {
        bits[i] = reader.bitPosition();
        int next = i * frame.components().length;
        for (Component component : frame.components()) {
            predictions[next++] = component.prediction;
        }
    }

    private byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int components = predictions.length / bits.length;
        for (int i = 0; i < bits.length; i++) {
            Varints.write(bits[i] - (i == 0 ? 0 : bits[i - 1]), bytes);
            for (int at = i * components; at < (i + 1) * components; at++) {
                Varints.writeSigned(predictions[at] - (i == 0 ? 0 : predictions[at - components]), bytes);
            }
        }
        return bytes.toByteArray();
    }

    private static int unitsApart(Frame frame) {
        int blocks = Arrays.stream(frame.components())
                .mapToInt(component -> component.across * component.down)
                .sum();
        return Math.max(1, BLOCKS_APART / blocks);
    }

    static DamagedJpegException foreign() {
        return new DamagedJpegException("entry points that are not those of this JPEG");
    }
}
