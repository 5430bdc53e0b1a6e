package org.sparkresnet.image.jpeg;

import static org.sparkresnet.image.jpeg.CoefficientTable.ADVANCE;
import static org.sparkresnet.image.jpeg.CoefficientTable.ADVANCE_SHIFT;
import static org.sparkresnet.image.jpeg.CoefficientTable.CODE_SHIFT;
import static org.sparkresnet.image.jpeg.CoefficientTable.END;
import static org.sparkresnet.image.jpeg.CoefficientTable.FIRST_SHIFT;
import static org.sparkresnet.image.jpeg.CoefficientTable.FIRST_SIZE_SHIFT;
import static org.sparkresnet.image.jpeg.CoefficientTable.LENGTH;
import static org.sparkresnet.image.jpeg.CoefficientTable.SECOND_SHIFT;
import static org.sparkresnet.image.jpeg.CoefficientTable.SECOND_VALUE_SHIFT;
import static org.sparkresnet.image.jpeg.CoefficientTable.SIZE_SHIFT;

/**
 * Blocks of coefficients of a sequential scan (T.81, F.2.2), as values, or only read past.
 *
 * <p>More time is spent here than anywhere else. So both ways keep the reader's fields in variables, and take new bits
 * without asking whether they are needed, between looking up a symbol and going past it: so that memory is read for both
 * at once. Before each symbol there are at least 56 bits less the longest symbol, 16 + 11, which is enough for another.
 */
final class BlockReader {
    /** Coefficients of a block. */
    private static final int BLOCK = 64;

    private static final int LAST = BLOCK - 1;

    private static final int LOOK_SHIFT = 64 - HuffmanTable.LOOK;

    private final BitReader in;

    BlockReader(BitReader in) {
        this.in = in;
    }

    /**
     * Reads the next block of {@code component}: its coefficients, times their steps, as far as they are needed.
     *
     * @param block column of the block
     */
    void read(Component component, BlockRow row, int block) throws DamagedJpegException {
        byte[] data = in.data;
        long[] pairs = component.acTable.pairs();
        int[] values = row.values;
        long[] targets = row.targets;
        int start = row.start(block);
        int last = row.lastNeeded;
        int dc = single(component.dcTable, in.bits);
        values[start] = component.add(difference(dc, in.bits)) * (int) targets[0];
        // A shift takes the lowest six bits of its distance, which are the length.
        int position = in.position;
        long bits = (in.bits | (long) BitReader.EIGHT_BYTES.get(data, position) >>> in.available) << dc;
        position += 63 - in.available >> 3;
        int available = (in.available | 56) - (dc & LENGTH);
        int place = 0;
        while (place < last) {
            long pair = pairs[(int) (bits >>> LOOK_SHIFT)];
            if (pair == 0) {
                pair = CoefficientTable.alone(longCode(component.acTable, bits));
            }
            int first = place + ((int) (pair >> FIRST_SHIFT) & ADVANCE);
            if (first == LAST) {
                // What follows belongs to the next block.
                pair = CoefficientTable.alone(single(component.acTable, bits));
            }
            int value = value((int) (pair >> CODE_SHIFT), (int) (pair >> FIRST_SIZE_SHIFT), bits);
            bits = (bits | (long) BitReader.EIGHT_BYTES.get(data, position) >>> available) << pair;
            position += 63 - available >> 3;
            available |= 56;
            available -= (int) pair & LENGTH;
            place += (int) (pair >> SECOND_SHIFT) & ADVANCE;
            if (place >= BLOCK) {
                if (first < BLOCK) {
                    BlockRow.put(value, targets[first], values, start);
                } else {
                    place = first;
                }
                break;
            }
            // The first one last: if there is no second, that has written something into its place.
            BlockRow.put((int) (pair >> SECOND_VALUE_SHIFT), targets[place], values, start);
            BlockRow.put(value, targets[first], values, start);
        }
        in.bits = bits;
        in.available = available;
        in.position = position;
        finish(component.acTable, place);
    }

    /** Reads past the next unit, which has blocks of all {@code components}. */
    void skipUnit(Component[] components) throws DamagedJpegException {
        for (Component component : components) {
            for (int i = 0; i < component.across * component.down; i++) {
                skip(component);
            }
        }
    }

    /** Reads past the next block of {@code component}, but for its first coefficient, which the next one needs. */
    private void skip(Component component) throws DamagedJpegException {
        int dc = single(component.dcTable, in.bits);
        component.add(difference(dc, in.bits));
        in.refill();
        in.skip(dc & LENGTH);
        finish(component.acTable, 0);
    }

    /** Reads past what is left of a block, all values behind {@code from} in the order of the file. */
    private void finish(CoefficientTable table, int from) throws DamagedJpegException {
        byte[] data = in.data;
        long bits = in.bits;
        int available = in.available;
        int position = in.position;
        int[] strides = table.strides();
        int place = from;
        while (place < LAST) {
            int stride = strides[(int) (bits >>> LOOK_SHIFT)];
            int next = place + (stride >> ADVANCE_SHIFT & ADVANCE);
            if (stride == 0 || next >= BLOCK) {
                int entry = single(table, bits);
                next = place + (entry >> ADVANCE_SHIFT & ADVANCE);
                stride = entry & LENGTH;
            }
            bits = (bits | (long) BitReader.EIGHT_BYTES.get(data, position) >>> available) << stride;
            position += 63 - available >> 3;
            available |= 56;
            available -= stride & LENGTH;
            place = next + (stride >> SIZE_SHIFT);
        }
        in.bits = bits;
        in.available = available;
        in.position = position;
        // Only the end of a block leads far behind its last place.
        if (place >= BLOCK && place < END) {
            throw new DamagedJpegException("damaged JPEG: a block of more than 64 coefficients");
        }
        if (in.isBeyondEnd()) {
            throw new DamagedJpegException("damaged JPEG: its data ends within a block");
        }
    }

    private static int single(CoefficientTable table, long bits) throws DamagedJpegException {
        int entry = table.values()[(int) (bits >>> LOOK_SHIFT)];
        return entry == 0 ? longCode(table, bits) : entry;
    }

    private static int longCode(CoefficientTable table, long bits) throws DamagedJpegException {
        int entry = table.find((int) (bits >>> 48));
        if (entry == 0) {
            throw new DamagedJpegException("damaged JPEG: a code that its Huffman table does not have");
        }
        return entry;
    }

    private static int difference(int entry, long bits) {
        int size = entry >> SIZE_SHIFT;
        return value((entry & LENGTH) - size, size, bits);
    }

    /**
     * The value of {@code size} bits behind a code, 0 if it has none. With a leading 0 it is negative, and its bits are
     * those of its size inverted (T.81, table F.1). There is no branch in it, because nothing foretells signs.
     *
     * @param code bits of the code; of this and of {@code size} the lowest six bits count, because a shift takes no more
     */
    private static int value(int code, int size, long bits) {
        long value = bits << code;
        long inverted = ~(value >> 63);
        int magnitude = (int) ((value ^ inverted) >>> 1 >>> 63 - size);
        return (magnitude ^ (int) inverted) - (int) inverted;
    }
}
