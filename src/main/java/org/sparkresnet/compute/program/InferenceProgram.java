package org.sparkresnet.compute.program;

import java.nio.FloatBuffer;
import java.util.List;
import org.sparkresnet.compute.engine.CallObserver;
import org.sparkresnet.compute.engine.FlatVectors;
import org.sparkresnet.compute.graph.Node;
import org.sparkresnet.compute.kernel.Kernels;
import org.sparkresnet.compute.kernel.Shape;

/** Computes logits with running statistics. */
final class InferenceProgram implements AutoCloseable {
    private final Program program;
    private final Shape picturesShape;
    private final Shape logitsShape;
    private final Operand.Buffer logits;
    private final FlatVectors flat;
    private final Operand.Buffer plainPictures;
    private final NumberWatch watch = new NumberWatch();
    private final NumberWatch watchOfParameters = new NumberWatch();

    /** @param nodes from the pictures to the dense layer */
    InferenceProgram(Kernels kernels, List<Node> nodes, FlatVectors flat, ProgramMemory memory) {
        Sequence sequence = new Sequence();
        picturesShape = nodes.get(0).output();
        this.flat = flat;
        plainPictures = sequence.buffer(picturesShape.values() * Float.BYTES);
        plainPictures.useAt(0);
        InferencePass pass = new InferencePass(kernels, flat, sequence, nodes, plainPictures);
        nodes.forEach(node -> node.accept(pass));
        Node head = nodes.get(nodes.size() - 1);
        program = new Program(kernels, sequence, memory);
        logitsShape = head.output();
        logits = (Operand.Buffer) pass.of(head);
    }

    /** The largest batch. */
    int pictures() {
        return picturesShape.pictures();
    }

    /**
     * Logits {@code [N, classes]}.
     *
     * @param images plain {@code [N, C, H, W]}; fewer than the program is for leave the rest of its work unused
     */
    float[] run(FloatBuffer images, int count, CallObserver observer) {
        if (program.begin(observer)) {
            watchOfParameters.begin();
            watchOfParameters.see(flat.parametersAddress(), flat.length());
        }
        program.view(plainPictures, picturesShape).put(0, images, images.position(), images.remaining());
        watch.begin();
        watch.see(program.address(plainPictures), images.remaining());
        program.run(observer);
        float[] rows = new float[count * logitsShape.channels()];
        program.view(logits, logitsShape).get(0, rows);
        watch.judge(rows);
        watchOfParameters.judge(rows);
        return rows;
    }

    /** Tells that the parameters are no longer what they were. */
    void parametersChanged() {
        program.parametersChanged();
    }

    /** Memory that it needs. */
    long bytes() {
        return program.bytes();
    }

    @Override
    public void close() {
        program.close();
    }
}
