package org.sparkresnet.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Flat vectors as streams of little-endian float32, in pieces, so that no whole vector is ever copied to the heap.
 *
 * <p>Each method answers the SHA-256 of all bytes that passed, in hexadecimal.
 */
final class VectorStream {
    /** HDFS is fast only in pieces of a megabyte or more. */
    static final int PIECE_BYTES = 4 << 20;

    private VectorStream() {}

    /** Writes [position, limit) of {@code vector}, which stays as it is. */
    static String write(FloatBuffer vector, OutputStream out) throws IOException {
        FloatBuffer rest = vector.duplicate();
        MessageDigest digest = digest();
        byte[] piece = piece(4L * rest.remaining());
        while (rest.hasRemaining()) {
            int floats = Math.min(piece.length / Float.BYTES, rest.remaining());
            floats(piece).put(rest.slice(rest.position(), floats));
            rest.position(rest.position() + floats);
            digest.update(piece, 0, floats * Float.BYTES);
            out.write(piece, 0, floats * Float.BYTES);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static String sha256(FloatBuffer vector) {
        try {
            return write(vector, OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new IllegalStateException("a stream to nowhere failed", e);
        }
    }

    /** Fills [position, limit) of {@code into}, which stays as it is; a stream that ends earlier fills less. */
    static String read(InputStream in, FloatBuffer into) throws IOException {
        FloatBuffer rest = into.duplicate();
        MessageDigest digest = digest();
        byte[] piece = piece(4L * rest.remaining());
        while (rest.hasRemaining()) {
            int wanted = Math.min(piece.length, rest.remaining() * Float.BYTES);
            int found = in.readNBytes(piece, 0, wanted);
            digest.update(piece, 0, found);
            rest.put(floats(piece).limit(found / Float.BYTES));
            if (found < wanted) {
                break;
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Reads to the end. */
    static String scan(InputStream in) throws IOException {
        MessageDigest digest = digest();
        byte[] piece = new byte[PIECE_BYTES];
        int found;
        do {
            found = in.readNBytes(piece, 0, piece.length);
            digest.update(piece, 0, found);
        } while (found == piece.length);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] piece(long bytes) {
        return new byte[(int) Math.max(Float.BYTES, Math.min(PIECE_BYTES, bytes))];
    }

    private static FloatBuffer floats(byte[] piece) {
        return ByteBuffer.wrap(piece).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
