package org.sparkresnet.compute.engine;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;

/** One piece of memory outside of the Java heap. */
public final class NativeMemory implements AutoCloseable {
    /** Where a piece begins: a line of the cache, and a register of AVX-512. */
    public static final long ALIGNMENT = 64;

    private final BytePointer pointer;

    /** Takes {@code bytes} from the system, with whatever is in them. */
    public NativeMemory(long bytes) {
        pointer = new BytePointer(bytes + ALIGNMENT);
    }

    /** A multiple of {@link #ALIGNMENT}. */
    public long address() {
        return (pointer.address() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /** {@code count} floats at an address, which must stay theirs as long as the view is used. */
    public static FloatBuffer floats(long address, long count) {
        return new FloatPointer(new Place(address)).capacity(count).asBuffer();
    }

    /** {@code count} integers at an address, or floats as their bits. */
    public static IntBuffer ints(long address, long count) {
        return new IntPointer(new Place(address)).capacity(count).asBuffer();
    }

    @Override
    public void close() {
        pointer.close();
    }

    /** An address as JavaCPP wants it. */
    private static final class Place extends Pointer {
        Place(long address) {
            this.address = address;
        }
    }
}
