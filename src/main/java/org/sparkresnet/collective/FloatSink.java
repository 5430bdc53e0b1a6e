package org.sparkresnet.collective;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Puts the bytes of floats, as they come off the wire, into a buffer.
 *
 * <p>The network cuts its pieces anywhere, also within a float; the first bytes of such a float wait here. On the wire
 * floats are little-endian, which is the native order of every processor that this program has natives for.
 */
final class FloatSink {
    private final FloatBuffer target;
    private final ByteBuffer broken = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);

    /** Fills {@code target} from its position to its limit; nobody else may move them. */
    FloatSink(FloatBuffer target) {
        this.target = target;
    }

    /**
     * Takes all of {@code bytes}.
     *
     * @throws IllegalStateException if they are more than the target can hold
     */
    void put(ByteBuffer bytes) {
        long space = (long) target.remaining() * Float.BYTES - broken.position();
        if (bytes.remaining() > space) {
            throw new IllegalStateException(bytes.remaining() + " bytes came where " + space + " were left to come");
        }
        while (broken.position() > 0 && bytes.hasRemaining()) {
            putByte(bytes.get());
        }
        FloatBuffer whole = bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        bytes.position(bytes.position() + whole.remaining() * Float.BYTES);
        target.put(whole);
        while (bytes.hasRemaining()) {
            putByte(bytes.get());
        }
    }

    /** Whether the target is full. */
    boolean isFull() {
        return !target.hasRemaining();
    }

    private void putByte(byte next) {
        broken.put(next);
        if (!broken.hasRemaining()) {
            target.put(broken.getFloat(0));
            broken.clear();
        }
    }
}
