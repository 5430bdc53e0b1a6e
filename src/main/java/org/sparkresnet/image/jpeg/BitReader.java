package org.sparkresnet.image.jpeg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Bits of a scan, the highest of each byte first. {@link BlockReader} keeps copies of its fields while it reads a block,
 * because a field costs a store for each bit read.
 */
final class BitReader {
    /** Bytes that can be read behind the end of the data without harm: more than the longest block has. */
    static final int MARGIN = 512;

    /** Eight bytes of an array as a number, the first one highest. */
    static final VarHandle EIGHT_BYTES = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** Of the data, {@link #MARGIN} bytes longer than it. */
    byte[] data;

    /** Of the first byte that has not been taken into {@link #bits} whole. */
    int position;

    /** The next bits, left aligned; those behind the first {@link #available} are right too, or zero. */
    long bits;

    /** How many of {@link #bits} count, at most 63. */
    int available;

    /** Behind the last byte of the data. */
    private int end;

    /** Goes to the bytes [from, end) of {@code data}. */
    void open(byte[] newData, int from, int newEnd) {
        data = newData;
        position = from;
        end = newEnd;
        bits = 0;
        available = 0;
        refill();
    }

    /** How many bits of all the data lie before the next one. */
    long bitPosition() {
        return 8L * position - available;
    }

    /**
     * Goes to a bit of what was opened.
     *
     * @param bit as {@link #bitPosition} gives it
     * @return whether there is one
     */
    boolean seek(long bit) {
        if (bit < 0 || bit >= 8L * end) {
            return false;
        }
        position = (int) (bit >> 3);
        bits = 0;
        available = 0;
        refill();
        skip((int) bit & 7);
        return true;
    }

    /** Makes at least 56 bits available. */
    void refill() {
        bits |= (long) EIGHT_BYTES.get(data, position) >>> available;
        position += 63 - available >> 3;
        available |= 56;
    }

    /** The next 16 bits, which stay; for {@link HuffmanTable#find}. */
    int peek16() {
        if (available < 16) {
            refill();
        }
        return (int) (bits >>> 48);
    }

    /** Goes past {@code count} bits that have been peeked at. */
    void skip(int count) {
        bits <<= count;
        available -= count;
    }

    /** The next {@code count} bits as a number, 0 to 16 of them. */
    int take(int count) {
        int taken = peek16() >>> 16 - count;
        skip(count);
        return taken;
    }

    /** Whether more bits have been read than there were. */
    boolean isBeyondEnd() {
        return unread() < 0;
    }

    /**
     * Whether the data ends here: at most the bits up to the end of the byte are left, or bytes that say nothing, all
     * zeros or all ones, such as some cameras write to fill up a buffer.
     */
    boolean isAtEnd() {
        long unread = unread();
        int left = (int) (unread >> 3);
        boolean zeros = true;
        boolean ones = true;
        for (int i = end - left; i < end && (zeros || ones); i++) {
            zeros &= data[i] == 0;
            ones &= data[i] == -1;
        }
        return unread >= 0 && (zeros || ones);
    }

    private long unread() {
        return 8L * (end - position) + available;
    }
}
