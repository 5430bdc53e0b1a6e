package org.sparkresnet.collective;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Floats outside of the Java heap, in native order, zero at first.
 *
 * <p>Netty allocates them because Java 17 has no public way to give such memory back before the garbage collector comes
 * along, and a container is killed long before it does. No view may be used after {@link #close}; views therefore do not
 * leave this package.
 */
final class FloatMemory implements AutoCloseable {
    private final ByteBuf memory;
    private final ByteBuffer bytes;

    /** Allocates {@code floats} floats, at least 0. */
    FloatMemory(int floats) {
        memory = UnpooledByteBufAllocator.DEFAULT.directBuffer(Math.multiplyExact(floats, Float.BYTES));
        bytes = memory.nioBuffer(0, floats * Float.BYTES);
    }

    /** A view of all floats. */
    FloatBuffer floats() {
        return bytes.duplicate().order(ByteOrder.nativeOrder()).asFloatBuffer();
    }

    /** A view of the bytes of {@code slice}, ready to be sent. */
    ByteBuffer bytes(Slice slice) {
        return bytes.slice(slice.from() * Float.BYTES, slice.size() * Float.BYTES);
    }

    /** Gives the memory back. */
    @Override
    public void close() {
        memory.release();
    }
}
