package org.sparkresnet.compute.program;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.sparkresnet.compute.engine.NativeMemory;

/**
 * Finds places for buffers in one piece of memory, such that those that live at the same time do not overlap.
 *
 * <p>Greedy, the largest first, each at the lowest offset where it fits: for residual networks within a few percent of
 * what lives at the busiest moment. Deterministic.
 */
final class Arena {
    private Arena() {}

    /** Gives every buffer its offset and answers how many bytes it takes. */
    static long place(List<Operand.Buffer> buffers) {
        List<Operand.Buffer> largestFirst = new ArrayList<>(buffers);
        largestFirst.sort(Comparator.comparingLong(Operand.Buffer::bytes).reversed());
        List<Operand.Buffer> placed = new ArrayList<>();
        long end = 0;
        for (Operand.Buffer buffer : largestFirst) {
            buffer.putAt(lowestGap(buffer, placed));
            insert(placed, buffer);
            end = Math.max(end, buffer.end());
        }
        return end;
    }

    /** {@code placed} is ordered by offset. */
    private static long lowestGap(Operand.Buffer buffer, List<Operand.Buffer> placed) {
        long offset = 0;
        for (Operand.Buffer other : placed) {
            if (other.offset() >= offset + buffer.bytes()) {
                break;
            }
            if (buffer.livesWith(other)) {
                offset = Math.max(offset, aligned(other.end()));
            }
        }
        return offset;
    }

    private static void insert(List<Operand.Buffer> placed, Operand.Buffer buffer) {
        int place = placed.size();
        while (place > 0 && placed.get(place - 1).offset() > buffer.offset()) {
            place--;
        }
        placed.add(place, buffer);
    }

    private static long aligned(long offset) {
        return (offset + NativeMemory.ALIGNMENT - 1) / NativeMemory.ALIGNMENT * NativeMemory.ALIGNMENT;
    }
}
