package org.sparkresnet.image.jpeg;

import static org.sparkresnet.image.jpeg.CoefficientTable.ADVANCE;
import static org.sparkresnet.image.jpeg.CoefficientTable.ADVANCE_SHIFT;
import static org.sparkresnet.image.jpeg.CoefficientTable.END;
import static org.sparkresnet.image.jpeg.CoefficientTable.LENGTH;
import static org.sparkresnet.image.jpeg.CoefficientTable.PENDING;
import static org.sparkresnet.image.jpeg.CoefficientTable.VALUE_SHIFT;
import static org.sparkresnet.image.jpeg.CoefficientTable.signed;

/** Blocks of coefficients of a sequential scan (T.81, F.2.2), as values, or only read past. */
final class BlockReader {
    /** Two symbols of the longest kind, 16 + 11 bits, can follow. */
    private static final int ENOUGH = 32;

    /** Coefficients of a block. */
    private static final int BLOCK = 64;

    private static final int SIDE = 8;

    private static final int LOOK_SHIFT = 64 - HuffmanTable.LOOK;

    private final BitReader in;

    BlockReader(BitReader in) {
        this.in = in;
    }

    /** The next DC difference. */
    int readDifference(CoefficientTable table) throws DamagedJpegException {
        if (in.available < ENOUGH) {
            in.refill();
        }
        int entry = single(table, in.bits);
        int value = entry >> VALUE_SHIFT;
        int length = entry & LENGTH;
        if ((entry & PENDING) != 0) {
            value = pending(in.bits, length, value);
        }
        in.skip(length);
        return value;
    }

    /**
     * The other 63 coefficients of a block, times their steps, as far as they are needed.
     *
     * @param steps {@code [64]}, in the order of the file
     * @param block column of the block
     */
    void read(CoefficientTable table, int[] steps, BlockRow row, int block) throws DamagedJpegException {
        byte[] data = in.data;
        long bits = in.bits;
        int available = in.available;
        int position = in.position;
        int[] entries = table.values();
        int[] values = row.values;
        int[] places = row.places;
        int start = block * SIDE;
        int last = row.lastNeeded;
        int place = 0;
        while (place < last) {
            bits |= (long) BitReader.EIGHT_BYTES.get(data, position) >>> available;
            position += 63 - available >> 3;
            available |= 56;
            int entry = entries[(int) (bits >>> LOOK_SHIFT)];
            int value = entry >> VALUE_SHIFT;
            if ((entry & PENDING) != 0) {
                if (entry == PENDING) {
                    entry = longCode(table, bits);
                }
                value = pending(bits, entry & LENGTH, entry >> VALUE_SHIFT);
            }
            // A shift takes the lowest six bits of its distance, which are the length.
            bits <<= entry;
            available -= entry & LENGTH;
            place += entry >> ADVANCE_SHIFT & ADVANCE;
            if (place >= BLOCK) {
                break;
            }
            values[start + places[place]] = value * steps[place];
        }
        if (isTooLong(place)) {
            throw tooLong();
        }
        in.bits = bits;
        in.available = available;
        in.position = position;
        skip(table, place);
    }

    /** Reads past what is left of a block, all values behind {@code from} in the order of the file. */
    void skip(CoefficientTable table, int from) throws DamagedJpegException {
        byte[] data = in.data;
        long bits = in.bits;
        int available = in.available;
        int position = in.position;
        int[] strides = table.strides();
        int place = from;
        while (place < BLOCK - 1) {
            bits |= (long) BitReader.EIGHT_BYTES.get(data, position) >>> available;
            position += 63 - available >> 3;
            available |= 56;
            int stride = strides[(int) (bits >>> LOOK_SHIFT)];
            int next = place + (stride >> ADVANCE_SHIFT & ADVANCE);
            if (stride == 0 || next >= BLOCK) {
                int entry = single(table, bits);
                next = place + (entry >> ADVANCE_SHIFT & ADVANCE);
                if (isTooLong(next)) {
                    throw tooLong();
                }
                stride = entry & LENGTH;
            }
            bits <<= stride;
            available -= stride & LENGTH;
            place = next + (stride >> VALUE_SHIFT);
        }
        in.bits = bits;
        in.available = available;
        in.position = position;
        if (in.isBeyondEnd()) {
            throw new DamagedJpegException("damaged JPEG: its data ends within a block");
        }
    }

    private static int single(CoefficientTable table, long bits) throws DamagedJpegException {
        int entry = table.values()[(int) (bits >>> LOOK_SHIFT)];
        return entry == PENDING ? longCode(table, bits) : entry;
    }

    private static int longCode(CoefficientTable table, long bits) throws DamagedJpegException {
        int entry = table.find((int) (bits >>> 48));
        if (entry == 0) {
            throw new DamagedJpegException("damaged JPEG: a code that its Huffman table does not have");
        }
        return entry;
    }

    /** A value whose last bit is the {@code length}-th; 0 without bits. */
    private static int pending(long bits, int length, int size) {
        return size == 0 ? 0 : signed((int) (bits << length - size >>> 64 - size), size);
    }

    /** Whether it was not the end of a block that led to a place behind it. */
    private static boolean isTooLong(int place) {
        return place >= BLOCK && place < END;
    }

    private static DamagedJpegException tooLong() {
        return new DamagedJpegException("damaged JPEG: a block of more than 64 coefficients");
    }
}
