package org.sparkresnet.compute.program;

import java.nio.FloatBuffer;
import java.util.List;
import org.sparkresnet.compute.engine.CallObserver;
import org.sparkresnet.compute.engine.NativeMemory;
import org.sparkresnet.compute.kernel.Kernels;
import org.sparkresnet.compute.kernel.Shape;

/**
 * A pass over batches of one size, ready to run: calls in order, whose operands have their places in one piece of
 * memory. Nothing is allocated while it runs.
 */
final class Program implements AutoCloseable {
    private final Kernels kernels;
    private final long bytes;
    private final NativeMemory memory;
    private final List<Sequence.Call> calls;

    /** @param kernels those that the sequence was written for; the program closes them */
    Program(Kernels kernels, Sequence sequence) {
        this.kernels = kernels;
        bytes = sequence.place();
        memory = new NativeMemory(bytes);
        calls = sequence.calls(memory.address());
    }

    /** Memory of all activations, gradients and what kernels need besides. */
    long bytes() {
        return bytes;
    }

    /** The floats of a plain array, {@code [N, C, H, W]}. */
    FloatBuffer view(Operand.Buffer buffer, Shape shape) {
        return NativeMemory.floats(address(buffer), shape.values());
    }

    long address(Operand.Buffer buffer) {
        return memory.address() + buffer.offset();
    }

    /** Has {@code observer} run every call. */
    void run(CallObserver observer) {
        for (Sequence.Call call : calls) {
            observer.run(call.kind(), call.work());
        }
    }

    @Override
    public void close() {
        kernels.close();
        memory.close();
    }
}
