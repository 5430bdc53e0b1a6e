package org.sparkresnet.parallel.worker;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.zip.CRC32C;

/** Tells whether replicas hold the same state, at the speed of memory. */
final class StateChecksum {
    private static final int PIECE = 1 << 16;

    private StateChecksum() {}

    /** CRC-32C over the bytes of all vectors; at least 0. */
    static long of(FloatBuffer... vectors) {
        CRC32C checksum = new CRC32C();
        ByteBuffer piece = ByteBuffer.allocate(PIECE * Float.BYTES).order(ByteOrder.nativeOrder());
        for (FloatBuffer vector : vectors) {
            FloatBuffer rest = vector.duplicate();
            while (rest.hasRemaining()) {
                int floats = Math.min(PIECE, rest.remaining());
                piece.asFloatBuffer().put(rest.slice().limit(floats));
                rest.position(rest.position() + floats);
                checksum.update(piece.array(), 0, floats * Float.BYTES);
            }
        }
        return checksum.getValue();
    }
}
