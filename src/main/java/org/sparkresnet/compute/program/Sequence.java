package org.sparkresnet.compute.program;

import java.util.ArrayList;
import java.util.List;
import org.sparkresnet.compute.kernel.Kernel;

/**
 * Calls of kernels in the order in which they will run, while it is not yet known where their operands are.
 *
 * <p>Some are preparations: they run before all others, once for as long as the parameters stay as they are, and leave
 * what they make in buffers that are nothing else's.
 */
final class Sequence {
    private final List<Entry> entries = new ArrayList<>();
    private final List<Operand.Buffer> kept = new ArrayList<>();
    private final List<Operand.Buffer> buffers = new ArrayList<>();

    Operand.Buffer buffer(long bytes) {
        Operand.Buffer buffer = new Operand.Buffer(bytes);
        buffers.add(buffer);
        return buffer;
    }

    /** A buffer for what a preparation leaves. */
    Operand.Buffer keptBuffer(long bytes) {
        Operand.Buffer buffer = buffer(bytes);
        kept.add(buffer);
        return buffer;
    }

    /** Appends a call; {@code kind} is what it is called in the table of times. */
    void add(String kind, Kernel kernel, Operand... operands) {
        append(false, kind, kernel, operands);
    }

    /** Appends a preparation. */
    void prepare(String kind, Kernel kernel, Operand... operands) {
        append(true, kind, kernel, operands);
    }

    private void append(boolean prepares, String kind, Kernel kernel, Operand... operands) {
        Operand.Buffer scratch = buffer(kernel.scratchBytes());
        scratch.useAt(entries.size());
        for (Operand operand : operands) {
            if (operand instanceof Operand.Buffer buffer) {
                buffer.useAt(entries.size());
            }
        }
        entries.add(new Entry(prepares, kind, kernel, scratch, List.of(operands)));
    }

    /** Finds the places of all buffers; the answer is how many bytes they take together. */
    long place() {
        kept.forEach(buffer -> {
            buffer.useAt(0);
            buffer.useAt(entries.size());
        });
        return Arena.place(buffers.stream().filter(buffer -> buffer.bytes() > 0).toList());
    }

    /** The calls, once the buffers have their places in memory that begins at {@code base}. */
    List<Call> calls(long base) {
        return entries.stream()
                .filter(entry -> !entry.prepares())
                .map(entry -> entry.at(base))
                .toList();
    }

    /** The preparations, likewise. */
    List<Call> preparations(long base) {
        return entries.stream()
                .filter(Entry::prepares)
                .map(entry -> entry.at(base))
                .toList();
    }

    /**
     * One call that is ready to run.
     *
     * @param kind such as "convolution forward"
     */
    record Call(String kind, Runnable work) {}

    private record Entry(boolean prepares, String kind, Kernel kernel, Operand.Buffer scratch, List<Operand> operands) {
        Call at(long base) {
            long[] addresses = operands.stream()
                    .mapToLong(operand -> address(operand, base))
                    .toArray();
            return new Call(kind, kernel.on(address(scratch, base), addresses));
        }

        private static long address(Operand operand, long base) {
            return operand instanceof Operand.Fixed fixed
                    ? fixed.address()
                    : base + ((Operand.Buffer) operand).offset();
        }
    }
}
