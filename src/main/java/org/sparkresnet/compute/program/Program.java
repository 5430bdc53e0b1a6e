package org.sparkresnet.compute.program;

import java.nio.FloatBuffer;
import java.util.List;
import org.sparkresnet.compute.engine.CallObserver;
import org.sparkresnet.compute.engine.NativeMemory;
import org.sparkresnet.compute.kernel.Kernels;
import org.sparkresnet.compute.kernel.Shape;

/**
 * A pass over batches of one size: calls in order, whose operands have their places in one piece of memory. Nothing is
 * allocated while it runs.
 */
final class Program implements AutoCloseable {
    private final Kernels kernels;
    private final Sequence sequence;
    private final ProgramMemory memory;
    private final long bytes;
    private long address;
    private List<Sequence.Call> preparations;
    private List<Sequence.Call> calls;
    private boolean isPrepared;

    /**
     * @param kernels those that the sequence was written for; the program closes them
     * @param memory where it runs; others may use it in between
     */
    Program(Kernels kernels, Sequence sequence, ProgramMemory memory) {
        this.kernels = kernels;
        this.sequence = sequence;
        this.memory = memory;
        bytes = sequence.place();
    }

    /** Memory of all activations, gradients and what kernels need besides. */
    long bytes() {
        return bytes;
    }

    /**
     * Makes the memory ready, and has {@code observer} run the preparations where they are needed; to be called before
     * anything is put into it.
     *
     * @return whether the parameters were looked at anew
     */
    boolean begin(CallObserver observer) {
        boolean anew = !isPrepared || !memory.isAsLeftBy(this);
        long now = memory.addressFor(this);
        if (calls == null || now != address) {
            address = now;
            preparations = sequence.preparations(address);
            calls = sequence.calls(address);
        }
        if (anew) {
            run(preparations, observer);
            isPrepared = true;
        }
        return anew;
    }

    /** Tells that the parameters are no longer what they were. */
    void parametersChanged() {
        isPrepared = false;
    }

    /** The floats of a plain array, {@code [N, C, H, W]}, until the next {@link #begin}. */
    FloatBuffer view(Operand.Buffer buffer, Shape shape) {
        return NativeMemory.floats(address(buffer), shape.values());
    }

    /** Where a buffer is, until the next {@link #begin}. */
    long address(Operand.Buffer buffer) {
        return address + buffer.offset();
    }

    /** Has {@code observer} run every call. */
    void run(CallObserver observer) {
        run(calls, observer);
    }

    private static void run(List<Sequence.Call> calls, CallObserver observer) {
        for (Sequence.Call call : calls) {
            observer.run(call.kind(), call.work());
        }
    }

    @Override
    public void close() {
        kernels.close();
    }
}
