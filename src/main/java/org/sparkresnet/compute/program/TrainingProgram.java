package org.sparkresnet.compute.program;

import java.nio.FloatBuffer;
import java.util.List;
import org.sparkresnet.compute.engine.CallObserver;
import org.sparkresnet.compute.engine.CrossEntropy;
import org.sparkresnet.compute.engine.FlatVectors;
import org.sparkresnet.compute.graph.Node;
import org.sparkresnet.compute.kernel.Kernels;
import org.sparkresnet.compute.kernel.Shape;
import org.sparkresnet.replica.Scores;
import org.sparkresnet.replica.Target;

/** Computes the gradient of a batch: forward with the statistics of the batch, the loss, and back again. */
final class TrainingProgram implements AutoCloseable {
    private final Program program;
    private final Shape picturesShape;
    private final Operand.Buffer plainPictures;
    private final Loss loss;
    private final WatchedParameters parameters;
    private final NumberWatch watch = new NumberWatch();
    private final BatchNotes notes = new BatchNotes();

    /** @param nodes from the pictures to the dense layer */
    TrainingProgram(
            Kernels kernels, List<Node> nodes, FlatVectors flat, CrossEntropy crossEntropy, ProgramMemory memory) {
        parameters = new WatchedParameters(nodes, flat);
        Sequence sequence = new Sequence();
        picturesShape = nodes.get(0).output();
        plainPictures = sequence.buffer(picturesShape.values() * Float.BYTES);
        plainPictures.useAt(0);
        Activations activations = new Activations(nodes);
        ForwardPass forward = new ForwardPass(
                kernels, flat, sequence, activations, new ForwardPass.Ends(plainPictures, watch, notes));
        nodes.forEach(node -> node.accept(forward));
        Node.Dense head = (Node.Dense) nodes.get(nodes.size() - 1);
        loss = new Loss(head.shape(), watch, notes, crossEntropy);
        Gradients gradients = new Gradients(kernels, sequence);
        gradients.give(head, gradient -> sequence.add("loss", loss, activations.of(head), gradient));
        BackwardPass backward = new BackwardPass(kernels, flat, sequence, activations, gradients);
        for (int i = nodes.size() - 1; i >= 0; i--) {
            nodes.get(i).accept(backward);
        }
        program = new Program(kernels, sequence, memory);
    }

    /**
     * Fills the flat gradient with that of the mean loss.
     *
     * @param images plain {@code [N, C, H, W]}, as many as the program is for
     * @param targets what they are trained towards
     * @param chance names what dropout draws
     */
    Scores run(FloatBuffer images, List<Target> targets, long chance, CallObserver observer) {
        program.begin(observer);
        notes.write(targets, chance);
        program.view(plainPictures, picturesShape).put(0, images, images.position(), images.remaining());
        watch.begin();
        parameters.show(watch);
        program.run(observer);
        return loss.scores();
    }

    /** How many pictures a batch has. */
    int pictures() {
        return picturesShape.pictures();
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
