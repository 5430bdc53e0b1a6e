package org.sparkresnet.compute.program;

import java.util.stream.Stream;

/** What a kernel reads or writes: memory with an address once the program is placed. */
sealed interface Operand {
    /** Operands behind each other. */
    static Operand[] all(Stream<Operand> first, Stream<Operand> second) {
        return Stream.concat(first, second).toArray(Operand[]::new);
    }

    /** Memory of somebody else, such as a part of a flat vector. */
    record Fixed(long address) implements Operand {}

    /** Memory that is needed from its first use to its last, and may be anything's before and behind. */
    final class Buffer implements Operand {
        private final long bytes;
        private int first = Integer.MAX_VALUE;
        private int last = -1;
        private long offset;

        Buffer(long bytes) {
            this.bytes = bytes;
        }

        long bytes() {
            return bytes;
        }

        void useAt(int time) {
            first = Math.min(first, time);
            last = Math.max(last, time);
        }

        boolean livesWith(Buffer other) {
            return first <= other.last && other.first <= last;
        }

        void putAt(long newOffset) {
            offset = newOffset;
        }

        long offset() {
            return offset;
        }

        long end() {
            return offset + bytes;
        }
    }
}
