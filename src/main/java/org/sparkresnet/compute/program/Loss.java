package org.sparkresnet.compute.program;

import java.nio.FloatBuffer;
import org.sparkresnet.compute.engine.CrossEntropy;
import org.sparkresnet.compute.engine.NativeMemory;
import org.sparkresnet.compute.kernel.DenseShape;
import org.sparkresnet.compute.kernel.Kernel;
import org.sparkresnet.replica.Scores;

/** The end of the way forward: scores of the batch, and the gradient of its mean loss. Operands: logits, dlogits. */
final class Loss implements Kernel {
    private final DenseShape shape;
    private final NumberWatch watch;
    private final BatchNotes notes;
    private final CrossEntropy crossEntropy;
    private Scores scores = Scores.NONE;

    Loss(DenseShape shape, NumberWatch watch, BatchNotes notes, CrossEntropy crossEntropy) {
        this.shape = shape;
        this.watch = watch;
        this.notes = notes;
        this.crossEntropy = crossEntropy;
    }

    /** Those of the batch that ran last. */
    Scores scores() {
        return scores;
    }

    @Override
    public long scratchBytes() {
        return 0;
    }

    @Override
    public Runnable on(long scratch, long... operands) {
        int classes = shape.outputs();
        float[] rows = new float[shape.pictures() * classes];
        FloatBuffer logits = NativeMemory.floats(operands[0], rows.length);
        FloatBuffer gradient = NativeMemory.floats(operands[1], rows.length);
        return () -> {
            logits.get(0, rows);
            watch.judge(rows);
            scores = crossEntropy.scores(rows, classes, notes.targets());
            crossEntropy.replaceByGradient(rows, classes, notes.targets());
            gradient.put(0, rows);
        };
    }
}
