package org.sparkresnet.collective;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The beginning of every message between workers; {@value #BYTES} bytes, big-endian.
 *
 * @param kind what the message is
 * @param sender rank of the worker that sent it
 * @param operation which call of its collective it belongs to, counted from 0
 * @param step step of the training run; the same on all workers of an operation
 * @param part {@code REDUCE}: index among the sender's subtrees; {@code BROADCAST}: index of the vector; {@code LOST}:
 *     rank of the lost worker; {@code ABORT}: rank of the worker that cannot go on; otherwise 0
 * @param piece which floats of the slice or vector follow; empty where none do
 */
record Header(Kind kind, int sender, long operation, long step, int part, Slice piece) {
    /** Size on the wire. */
    static final int BYTES = Byte.BYTES + 2 * Long.BYTES + 4 * Integer.BYTES;

    private static final Slice NOTHING = new Slice(0, 0);

    /** What a message is; the order is the code on the wire. */
    enum Kind {
        /** First message of a connection: who the sender is, and what it takes for granted. */
        HELLO,
        /** Floats of a subtree of the sender, for the slice of the receiver. */
        REDUCE,
        /** Finished floats of the slice of the sender. */
        GATHER,
        /** The sender has buffers for a broadcast of the receiver. */
        READY,
        /** Floats of a vector of the sender. */
        BROADCAST,
        /** A worker, mostly the sender, cannot go on. */
        ABORT,
        /** The sender cannot go on because it has lost a third worker. */
        LOST
    }

    /** A message without floats. */
    static Header plain(Kind kind, int sender, long operation, int part) {
        return new Header(kind, sender, operation, 0, part, NOTHING);
    }

    /** The header and {@code payload} behind it. */
    ByteBuffer encode(byte[] payload) {
        return ByteBuffer.allocate(BYTES + payload.length)
                .put((byte) kind.ordinal())
                .putInt(sender)
                .putLong(operation)
                .putLong(step)
                .putInt(part)
                .putInt(piece.from())
                .putInt(piece.to())
                .put(payload)
                .flip();
    }

    /** The header and {@code payload}, as UTF-8, behind it. */
    ByteBuffer encode(String payload) {
        return encode(payload.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a header and leaves {@code message} at the payload.
     *
     * @throws IllegalArgumentException if these bytes are no message of a worker
     */
    static Header decode(ByteBuffer message) {
        try {
            int code = message.get();
            if (code < 0 || code >= Kind.values().length) {
                throw new IllegalArgumentException("there is no kind " + code + " of messages");
            }
            return new Header(
                    Kind.values()[code],
                    message.getInt(),
                    message.getLong(),
                    message.getLong(),
                    message.getInt(),
                    new Slice(message.getInt(), message.getInt()));
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("a message ended within its header", e);
        }
    }

    /** The bytes behind the header. */
    static byte[] payload(ByteBuffer message) {
        byte[] payload = new byte[message.remaining()];
        message.get(payload);
        return payload;
    }

    /** The bytes behind the header as UTF-8. */
    static String text(ByteBuffer message) {
        return new String(payload(message), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return kind + " " + operation + " of step " + step + " from worker " + sender + ", part " + part + ", floats "
                + piece;
    }
}
