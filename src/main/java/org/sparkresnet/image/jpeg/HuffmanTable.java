package org.sparkresnet.image.jpeg;

import java.util.Arrays;

/**
 * A Huffman table (T.81, annex C), laid out for looking up {@value #LOOK} bits at a time: which symbol they begin with.
 * {@link CoefficientTable} makes more of it. Immutable.
 */
final class HuffmanTable {
    /** Bits looked up at once. */
    static final int LOOK = 11;

    private static final int LONGEST_CODE = 16;
    private static final int MOST_SYMBOLS = 256;

    /** How many codes there are of each length from 1 to 16, then their symbols. */
    private final byte[] definition;

    /** By the next {@value #LOOK} bits: length of the code and symbol, {@code length << 8 | symbol}; 0: a longer code. */
    private final int[] entries = new int[1 << LOOK];

    /** By length: the first number of 16 bits that is too large to begin with a code of this length. */
    private final int[] ends = new int[LONGEST_CODE + 1];

    /** By length: what is added to a code to get the place of its symbol. */
    private final int[] places = new int[LONGEST_CODE + 1];

    /**
     * @param definition as in the file: {@value #LONGEST_CODE} counts, then as many symbols as these come to
     * @throws DamagedJpegException if there are more codes of a length than can be
     */
    HuffmanTable(byte[] definition) throws DamagedJpegException {
        this.definition = definition;
        int code = 0;
        int place = LONGEST_CODE;
        for (int length = 1; length <= LONGEST_CODE; length++) {
            int count = Byte.toUnsignedInt(definition[length - 1]);
            places[length] = place - code;
            if (length <= LOOK) {
                fill(code, place, count, length);
            }
            code += count;
            place += count;
            if (code > 1 << length) {
                throw new DamagedJpegException("damaged JPEG: a Huffman table with too many codes");
            }
            ends[length] = code << LONGEST_CODE - length;
            code <<= 1;
        }
    }

    /**
     * How many bytes of {@code file} from {@code from} on are the definition of one table.
     *
     * @throws DamagedJpegException if it has more symbols than there are
     */
    static int definitionLength(byte[] file, int from) throws DamagedJpegException {
        int symbols = 0;
        for (int i = 0; i < LONGEST_CODE; i++) {
            symbols += Byte.toUnsignedInt(file[from + i]);
        }
        if (symbols > MOST_SYMBOLS) {
            throw new DamagedJpegException("damaged JPEG: a Huffman table of " + symbols + " symbols");
        }
        return LONGEST_CODE + symbols;
    }

    /** Whether it was made of the bytes [from, end) of {@code file}. */
    boolean isDefinedBy(byte[] file, int from, int end) {
        return Arrays.equals(definition, 0, definition.length, file, from, end);
    }

    /**
     * The code that a number of 16 bits begins with, {@code length << 8 | symbol}.
     *
     * @return 0 if it begins with none
     */
    int find(int sixteenBits) {
        int entry = entries[sixteenBits >>> LONGEST_CODE - LOOK];
        return entry != 0 ? entry : findLong(sixteenBits);
    }

    /** What {@link #find} says of codes of at most {@value #LOOK} bits, by those bits. Read only. */
    int[] entries() {
        return entries;
    }

    private int findLong(int sixteenBits) {
        if (sixteenBits >= ends[LONGEST_CODE]) {
            return 0;
        }
        // One longer for each length whose codes end before; without a branch, because nothing foretells lengths.
        int length = LOOK + 1;
        for (int shorter = LOOK + 1; shorter < LONGEST_CODE; shorter++) {
            length += ends[shorter] - 1 - sixteenBits >>> Integer.SIZE - 1;
        }
        int place = places[length] + (sixteenBits >>> LONGEST_CODE - length);
        return length << 8 | Byte.toUnsignedInt(definition[place]);
    }

    private void fill(int firstCode, int firstPlace, int count, int length) throws DamagedJpegException {
        int repeated = 1 << LOOK - length;
        if ((firstCode + count) * repeated > entries.length) {
            throw new DamagedJpegException("damaged JPEG: a Huffman table with too many codes");
        }
        for (int i = 0; i < count; i++) {
            int entry = length << 8 | Byte.toUnsignedInt(definition[firstPlace + i]);
            int from = (firstCode + i) * repeated;
            Arrays.fill(entries, from, from + repeated, entry);
        }
    }
}
