package org.sparkresnet.compute.program;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/** One piece of memory outside of the Java heap. */
final class NativeMemory implements AutoCloseable {
    private final BytePointer pointer;

    NativeMemory(long bytes) {
        pointer = new BytePointer(bytes + Arena.ALIGNMENT);
    }

    /** A multiple of {@link Arena#ALIGNMENT}. */
    long address() {
        return (pointer.address() + Arena.ALIGNMENT - 1) / Arena.ALIGNMENT * Arena.ALIGNMENT;
    }

    /** {@code count} floats at an address, which must stay theirs as long as the view is used. */
    static FloatBuffer floats(long address, long count) {
        return new FloatPointer(new Place(address)).capacity(count).asBuffer();
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
