package org.sparkresnet.compute.program;

import org.sparkresnet.compute.engine.NativeMemory;

/** Memory that the programs of an engine use by turns: as large as the largest of them needs. */
final class ProgramMemory implements AutoCloseable {
    private NativeMemory memory;
    private long bytes;

    /**
     * Where a program of that size may work now. What another program was told before may no longer be true: it asks
     * again before it runs.
     */
    long addressFor(long needed) {
        if (memory == null || needed > bytes) {
            close();
            memory = new NativeMemory(needed);
            bytes = needed;
        }
        return memory.address();
    }

    @Override
    public void close() {
        if (memory != null) {
            memory.close();
            memory = null;
        }
    }
}
