package org.sparkresnet.compute.program;

import java.nio.FloatBuffer;
import org.sparkresnet.compute.engine.NativeMemory;
import org.sparkresnet.compute.kernel.Kernel;

/** Values times a mask. Operands: values, mask; products, which may be the values. */
final class Masking implements Kernel {
    private final long count;

    Masking(long count) {
        this.count = count;
    }

    @Override
    public long scratchBytes() {
        return 0;
    }

    @Override
    public Runnable on(long scratch, long... operands) {
        FloatBuffer values = NativeMemory.floats(operands[0], count);
        FloatBuffer mask = NativeMemory.floats(operands[1], count);
        FloatBuffer products = NativeMemory.floats(operands[2], count);
        return () -> {
            for (int i = 0; i < count; i++) {
                products.put(i, values.get(i) * mask.get(i));
            }
        };
    }
}
