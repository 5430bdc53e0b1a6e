package org.sparkresnet.image.jpeg;

/** Blocks of a progressive scan (T.81, annex G): adds what the scan brings to coefficients that are there. */
final class ProgressiveBlocks {
    private static final int MOST_DC_BITS = 11;

    private final BitReader in;
    private ScanHeader header;
    private short[] values;

    /** Blocks that follow and are at their end. */
    private int endOfBand;

    ProgressiveBlocks(BitReader in) {
        this.in = in;
    }

    /** Begins a scan that adds to {@code newValues}. */
    void open(ScanHeader newHeader, short[] newValues) {
        header = newHeader;
        values = newValues;
        endOfBand = 0;
    }

    /** Begins a stretch of data. */
    void restart() throws DamagedJpegException {
        requireNoEndOfBand();
    }

    /** Behind the last block of a stretch. */
    void requireNoEndOfBand() throws DamagedJpegException {
        if (endOfBand != 0) {
            throw new DamagedJpegException("damaged JPEG: its blocks do not end where its data ends");
        }
    }

    /** Adds to the block that begins at {@code start}. */
    void add(Component component, int start) throws DamagedJpegException {
        if (header.isDc()) {
            addDc(component, start);
        } else if (!header.isRefinement()) {
            addFirst(component.acSymbols, start);
        } else {
            refine(component.acSymbols, start);
        }
        if (in.isBeyondEnd()) {
            throw new DamagedJpegException("damaged JPEG: its data ends within a block");
        }
    }

    private void addDc(Component component, int start) throws DamagedJpegException {
        if (header.isRefinement()) {
            values[start] |= (short) (in.take(1) << header.shift());
            return;
        }
        int size = symbol(component.dcSymbols);
        if (size > MOST_DC_BITS) {
            throw noCode();
        }
        component.prediction += size == 0 ? 0 : CoefficientTable.signed(in.take(size), size);
        values[start] = (short) (component.prediction << header.shift());
        component.requireInRange(values[start]);
    }

    private void addFirst(HuffmanTable table, int start) throws DamagedJpegException {
        int place = header.first();
        if (endOfBand > 0) {
            endOfBand--;
            return;
        }
        while (place <= header.last()) {
            int symbol = symbol(table);
            int zeros = symbol >> 4;
            int size = symbol & 0xF;
            if (size == 0 && zeros < 15) {
                endOfBand = (1 << zeros) + in.take(zeros) - 1;
                return;
            }
            place += zeros;
            if (size > 0) {
                require(place);
                values[start + place] = (short) (CoefficientTable.signed(in.take(size), size) << header.shift());
            }
            place++;
        }
    }

    private void refine(HuffmanTable table, int start) throws DamagedJpegException {
        int place = header.first();
        while (endOfBand == 0 && place <= header.last()) {
            int symbol = symbol(table);
            int zeros = symbol >> 4;
            int size = symbol & 0xF;
            if (size == 0 && zeros < 15) {
                endOfBand = (1 << zeros) + in.take(zeros);
            } else {
                if (size > 1) {
                    throw noCode();
                }
                int value = size == 0 ? 0 : (in.take(1) == 1 ? 1 : -1) << header.shift();
                place = pass(start, place, zeros);
                if (value != 0) {
                    require(place);
                    values[start + place] = (short) value;
                }
                place++;
            }
        }
        if (endOfBand > 0) {
            pass(start, place, Integer.MAX_VALUE);
            endOfBand--;
        }
    }

    /** Goes over {@code zeros} coefficients that are zero, to the next such one; those that are not get their bit. */
    private int pass(int start, int from, int zeros) {
        int left = zeros;
        int place = from;
        while (place <= header.last()) {
            int value = values[start + place];
            if (value == 0) {
                if (left == 0) {
                    return place;
                }
                left--;
            } else if (in.take(1) == 1) {
                int bit = 1 << header.shift();
                if ((value & bit) == 0) {
                    values[start + place] += (short) (value > 0 ? bit : -bit);
                }
            }
            place++;
        }
        return place;
    }

    private void require(int place) throws DamagedJpegException {
        if (place > header.last()) {
            throw new DamagedJpegException("damaged JPEG: a block of more than its coefficients");
        }
    }

    private int symbol(HuffmanTable table) throws DamagedJpegException {
        int found = table.find(in.peek16());
        if (found == 0) {
            throw noCode();
        }
        in.skip(found >> 8);
        return found & 0xFF;
    }

    private static DamagedJpegException noCode() {
        return new DamagedJpegException("damaged JPEG: a code that its Huffman table does not have");
    }
}
