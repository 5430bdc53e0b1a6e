package org.sparkresnet.compute.program;

import org.sparkresnet.compute.engine.DropoutMask;
import org.sparkresnet.compute.engine.NativeMemory;
import org.sparkresnet.compute.graph.Node;
import org.sparkresnet.compute.kernel.Kernel;

/** Draws the mask of a dropout. Operand: the mask, {@code [N, C]}. */
final class MaskDrawing implements Kernel {
    private final Node.Dropout node;
    private final BatchNotes notes;

    MaskDrawing(Node.Dropout node, BatchNotes notes) {
        this.node = node;
        this.notes = notes;
    }

    @Override
    public long scratchBytes() {
        return 0;
    }

    @Override
    public Runnable on(long scratch, long... operands) {
        long count = node.output().values();
        return () ->
                DropoutMask.fill(notes.chance(), node.name(), node.rate(), NativeMemory.floats(operands[0], count));
    }
}
