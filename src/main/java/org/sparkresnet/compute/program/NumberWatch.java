package org.sparkresnet.compute.program;

import java.nio.IntBuffer;
import java.util.Arrays;
import org.sparkresnet.compute.engine.NativeMemory;

/**
 * Looks for infinities and NaN where they come in.
 *
 * <p>A ReLU that is part of a kernel may make zero of NaN, so the logits of a network that is broken, or of a picture
 * without numbers, may look sound. So in training the statistics of every batch are looked at, and the parameters that
 * leave no trace there; in inference the pictures, and all parameters when they have changed.
 */
final class NumberWatch {
    private static final int INFINITY = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);
    private static final int PIECE = 4096;

    private final int[] bits = new int[PIECE];
    private boolean sound;

    /** Forgets what was seen. */
    void begin() {
        sound = true;
    }

    /** Remembers whether {@code value} is a finite number. */
    void see(float value) {
        sound &= Float.isFinite(value);
    }

    /** Remembers whether all of {@code count} floats are finite numbers. */
    void see(long address, long count) {
        IntBuffer values = NativeMemory.ints(address, count);
        while (values.hasRemaining()) {
            int length = Math.min(PIECE, values.remaining());
            values.get(bits, 0, length);
            int largest = 0;
            for (int i = 0; i < length; i++) {
                largest = Math.max(largest, bits[i] & Integer.MAX_VALUE);
            }
            sound &= largest < INFINITY;
        }
    }

    /** Makes NaN of logits that are not to be trusted. */
    void judge(float[] logits) {
        if (!sound) {
            Arrays.fill(logits, Float.NaN);
        }
    }
}
