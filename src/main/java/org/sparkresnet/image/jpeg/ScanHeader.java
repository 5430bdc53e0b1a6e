package org.sparkresnet.image.jpeg;

import java.util.Arrays;

/**
 * What the header of a scan says (T.81, B.2.3).
 *
 * @param components that the scan brings, 1 to 4, with their tables set
 * @param first place of the coefficients that it brings, in the order of the file
 * @param last place
 * @param approximated the bits above this one have been brought by an earlier scan; 0: no scan before
 * @param shift the lowest bit that this scan brings
 */
record ScanHeader(Component[] components, int first, int last, int approximated, int shift) {
    private static final int MOST_SHIFT = 13;

    /** Reads the header that {@code segments} has entered, and gives its components their tables. */
    static ScanHeader read(Segments segments) throws DamagedJpegException {
        byte[] file = segments.file();
        int from = segments.contentStart();
        int length = segments.contentEnd() - from;
        int count = length < 6 ? 0 : file[from];
        if (count < 1 || count > 4 || length != 4 + 2 * count) {
            throw new DamagedJpegException("damaged JPEG: a scan header of " + length + " bytes");
        }
        int bits = Byte.toUnsignedInt(file[from + length - 1]);
        ScanHeader header = new ScanHeader(
                new Component[count],
                Byte.toUnsignedInt(file[from + length - 3]),
                Byte.toUnsignedInt(file[from + length - 2]),
                bits >> 4,
                bits & 0xF);
        header.check(segments.frame().progressive());
        for (int i = 0; i < count; i++) {
            header.components[i] = find(segments.frame(), Byte.toUnsignedInt(file[from + 1 + 2 * i]));
            header.setTables(header.components[i], Byte.toUnsignedInt(file[from + 2 + 2 * i]), segments);
        }
        return header;
    }

    /** The same of a scan that brings everything. */
    static ScanHeader readOnly(Segments segments) throws DamagedJpegException {
        ScanHeader header = read(segments);
        if (!Arrays.equals(header.components(), segments.frame().components())) {
            throw new DamagedJpegException("damaged JPEG: the scan has its components in another order than the frame");
        }
        return header;
    }

    /** Whether it brings DC coefficients, in a progressive file these alone. */
    boolean isDc() {
        return first == 0;
    }

    /** Whether it brings one more bit of coefficients that are there. */
    boolean isRefinement() {
        return approximated > 0;
    }

    /** In a sequential file the numbers say nothing. */
    private void check(boolean progressive) throws DamagedJpegException {
        boolean band = isDc() ? last == 0 : first <= last && last < 64 && components.length == 1;
        boolean bits = shift <= MOST_SHIFT && (!isRefinement() || approximated == shift + 1);
        if (progressive && !(band && bits)) {
            throw new DamagedJpegException("damaged JPEG: a scan of coefficients " + first + " to " + last + ", bits "
                    + approximated + " to " + shift);
        }
    }

    private static Component find(Frame frame, int id) throws DamagedJpegException {
        for (Component component : frame.components()) {
            if (component.id == id) {
                return component;
            }
        }
        throw new DamagedJpegException("damaged JPEG: a scan of component " + id + ", which the frame does not have");
    }

    private void setTables(Component component, int tables, Segments segments) throws DamagedJpegException {
        int dc = tables >> 4;
        int ac = tables & 0xF;
        if (dc > 3 || ac > 3) {
            throw new DamagedJpegException("damaged JPEG: a scan with table " + Math.max(dc, ac));
        }
        if (component.steps == null) {
            component.steps = segments.steps(component.stepsTable);
        }
        if (component.steps == null) {
            throw new DamagedJpegException("damaged JPEG: a quantization table is missing");
        }
        if (!segments.frame().progressive()) {
            component.dcTable = segments.dcTable(dc).coefficients();
            component.acTable = segments.acTable(ac).coefficients();
        } else if (!isDc()) {
            component.acSymbols = segments.acTable(ac).table();
        } else if (!isRefinement()) {
            component.dcSymbols = segments.dcTable(dc).table();
        }
    }
}
