package org.sparkresnet.image.jpeg;

import java.io.ByteArrayOutputStream;

/** Reads numbers of seven bits a byte, lowest first, the highest bit of each byte but the last one set. */
final class Varints {
    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;

    private final byte[] bytes;
    private int position;

    Varints(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The next number, not negative. */
    long next() throws DamagedJpegException {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE - BITS; shift += BITS) {
            if (position == bytes.length) {
                break;
            }
            int next = bytes[position++];
            number |= (long) (next & MORE - 1) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw EntryPoints.foreign();
    }

    /** The next number with a sign. */
    int nextSigned() throws DamagedJpegException {
        long zigzag = next();
        return (int) (zigzag >>> 1 ^ -(zigzag & 1));
    }

    /** Whether all bytes have been read. */
    boolean isAtEnd() {
        return position == bytes.length;
    }

    /** @param number not negative */
    static void write(long number, ByteArrayOutputStream bytes) {
        long rest = number;
        while (rest >= MORE) {
            bytes.write((int) (rest & MORE - 1) | MORE);
            rest >>>= BITS;
        }
        bytes.write((int) rest);
    }

    static void writeSigned(int number, ByteArrayOutputStream bytes) {
        write((number << 1 ^ number >> Integer.SIZE - 1) & 0xFFFFFFFFL, bytes);
    }
}
