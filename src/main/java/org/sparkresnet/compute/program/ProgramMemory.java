package org.sparkresnet.compute.program;

import org.sparkresnet.compute.engine.NativeMemory;

/** Memory that the programs of an engine use by turns: as large as the largest of them needs. */
final class ProgramMemory implements AutoCloseable {
    private NativeMemory memory;
    private long bytes;
    private Program tenant;

    /**
     * Where a program may work now. What another program was told before may no longer be true: it asks again before it
     * runs.
     */
    long addressFor(Program program) {
        if (memory == null || program.bytes() > bytes) {
            close();
            memory = new NativeMemory(program.bytes());
            bytes = program.bytes();
        }
        tenant = program;
        return memory.address();
    }

    /** Whether nobody else has worked here since {@code program} asked. */
    boolean isAsLeftBy(Program program) {
        return tenant == program;
    }

    @Override
    public void close() {
        if (memory != null) {
            memory.close();
            memory = null;
            tenant = null;
        }
    }
}
