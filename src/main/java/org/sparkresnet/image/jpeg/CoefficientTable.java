package org.sparkresnet.image.jpeg;

import java.util.Arrays;

/**
 * A {@link HuffmanTable} whose symbols say how many zeros and how many bits of a value follow (T.81, F.1.2.2), laid out
 * for speed: pairs, of which the second one holds its value itself if it fits into the bits that are looked up, and
 * strides, which lead past as many coefficients as fit. Immutable.
 *
 * <p>DC symbols are the same without zeros; nobody reads past them.
 */
final class CoefficientTable {
    /** Of an entry, a stride and a pair: how many bits to consume. */
    static final int LENGTH = 0x3F;

    /** Of an entry and a stride, behind {@link #LENGTH}: what to add to the place in the block. */
    static final int ADVANCE_SHIFT = 6;

    /** The bits of that. */
    static final int ADVANCE = 0x7F;

    /** Of an entry, behind the place: how many of its bits, the last ones, are a value. */
    static final int SIZE_SHIFT = 16;

    /** Of a pair, six bits from here on: how many of its bits are the code of the first one. */
    static final int CODE_SHIFT = 6;

    /** Of a pair, six bits from here on: how many bits, behind that code, are the value of the first one. */
    static final int FIRST_SIZE_SHIFT = 12;

    /** Of a pair, {@link #ADVANCE} from here on: what to add to the place in the block to get the first one's. */
    static final int FIRST_SHIFT = 18;

    /** The same, to get the second one's, or the first one's again if there is no second. */
    static final int SECOND_SHIFT = 25;

    /** Of a pair, from here on up: the value of the second one. */
    static final int SECOND_VALUE_SHIFT = 32;

    /** What the end of a block adds to the place in it: more than any number of zeros leads to. */
    static final int END = 100;

    private static final int SIXTEEN_ZEROS = 0xF0;

    /** The largest values of pictures of 8 bits (T.81, tables F.1 and F.2). */
    private static final int MOST_DC_BITS = 11;

    private static final int MOST_AC_BITS = 10;

    private final HuffmanTable table;
    private final boolean isDc;
    private final int[] values = new int[1 << HuffmanTable.LOOK];
    private final long[] pairs = new long[1 << HuffmanTable.LOOK];
    private final int[] strides = new int[1 << HuffmanTable.LOOK];

    CoefficientTable(HuffmanTable table, boolean isDc) {
        this.table = table;
        this.isDc = isDc;
        int bits = 0;
        while (bits < values.length) {
            int found = table.entries()[bits];
            int codes = found == 0 ? 1 : 1 << HuffmanTable.LOOK - (found >> 8);
            Arrays.fill(values, bits, bits + codes, entry(found));
            bits += codes;
        }
        for (bits = 0; !isDc && bits < strides.length; bits++) {
            pairs[bits] = pair(bits);
            strides[bits] = stride(bits);
        }
    }

    /** By the next bits: what they begin with, of the parts above; 0 if that needs {@link #find}. Read only. */
    int[] values() {
        return values;
    }

    /** By the next bits: what they begin with, and what follows if it lies within them; 0 likewise. Read only. */
    long[] pairs() {
        return pairs;
    }

    /**
     * By the next bits: all coefficients whose codes and values lie within them. The parts are {@link #LENGTH}; what they
     * add to the place in the block, an end of block counted as 1; and above, if there is an end of block, {@link
     * #END}. 0 if there is none. Read only.
     */
    int[] strides() {
        return strides;
    }

    /**
     * The entry of a number of 16 bits.
     *
     * @return 0 if no code begins it, or its symbol has no meaning
     */
    int find(int sixteenBits) {
        return entry(table.find(sixteenBits));
    }

    /** The pair of an entry that nothing follows; 0 if there is none. */
    static long alone(int entry) {
        long advance = advance(entry);
        int size = entry >> SIZE_SHIFT;
        int length = entry & LENGTH;
        return advance << SECOND_SHIFT
                | advance << FIRST_SHIFT
                | size << FIRST_SIZE_SHIFT
                | length - size << CODE_SHIFT
                | length;
    }

    /** Of a code and its symbol; 0 without one, or if a sound file cannot have it. */
    private int entry(int found) {
        int symbol = found & 0xFF;
        int zeros = isDc ? 0 : symbol >> 4;
        int size = isDc ? symbol : symbol & 0xF;
        if (found == 0 || size > (isDc ? MOST_DC_BITS : MOST_AC_BITS)) {
            return 0;
        }
        int length = found >> 8;
        if (size > 0) {
            return size << SIZE_SHIFT | zeros + 1 << ADVANCE_SHIFT | length + size;
        }
        if (isDc || symbol == SIXTEEN_ZEROS) {
            return zeros + 1 << ADVANCE_SHIFT | length;
        }
        return zeros == 0 ? END << ADVANCE_SHIFT | length : 0;
    }

    /** A value of {@code size} bits, at least 1: with a leading 0 it is negative (T.81, table F.1). */
    static int signed(int raw, int size) {
        return raw >> size - 1 == 0 ? raw - (1 << size) + 1 : raw;
    }

    private static int advance(int entry) {
        return entry >> ADVANCE_SHIFT & ADVANCE;
    }

    private long pair(int bits) {
        int first = values[bits];
        int length = first & LENGTH;
        int second = length < HuffmanTable.LOOK ? values[rest(bits, length)] : 0;
        int both = length + (second & LENGTH);
        if (second == 0 || both > HuffmanTable.LOOK || advance(first) == END) {
            return alone(first);
        }
        int size = second >> SIZE_SHIFT;
        int raw = bits >> HuffmanTable.LOOK - both & (1 << size) - 1;
        long value = size == 0 ? 0 : signed(raw, size);
        long advance = advance(first) + advance(second);
        long parts = alone(first) & (1L << SECOND_SHIFT) - 1 & ~LENGTH;
        return value << SECOND_VALUE_SHIFT | advance << SECOND_SHIFT | parts | both;
    }

    /** What is known of the bits behind the first {@code length}, filled up with zeros. */
    private static int rest(int bits, int length) {
        return bits << length & (1 << HuffmanTable.LOOK) - 1;
    }

    private int stride(int bits) {
        int length = 0;
        int places = 0;
        int end = 0;
        int rest = bits;
        while (end == 0) {
            int entry = values[rest];
            int next = length + (entry & LENGTH);
            if (entry == 0 || next > HuffmanTable.LOOK) {
                break;
            }
            int advance = advance(entry);
            end = advance == END ? END : 0;
            places += end == 0 ? advance : 1;
            length = next;
            rest = rest(bits, length);
        }
        return end << SIZE_SHIFT | places << ADVANCE_SHIFT | length;
    }
}
