package org.sparkresnet.compute.program;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.sparkresnet.compute.dl4j.SoftmaxCrossEntropy;
import org.sparkresnet.compute.engine.CallObserver;
import org.sparkresnet.compute.engine.CrossEntropy;
import org.sparkresnet.compute.engine.FlatVectors;
import org.sparkresnet.compute.engine.GraphEngine;
import org.sparkresnet.compute.graph.GraphReader;
import org.sparkresnet.compute.graph.Node;
import org.sparkresnet.compute.kernel.KernelLibrary;
import org.sparkresnet.compute.kernel.Kernels;
import org.sparkresnet.compute.kernel.Shape;
import org.sparkresnet.replica.Scores;
import org.sparkresnet.replica.Target;

/**
 * Computes what a DL4J graph describes, on its flat vectors, with kernels of our own instead of DL4J's layers.
 *
 * <p>For every size of batch there is a program; the newest of each kind is kept.
 */
public final class KernelEngine implements GraphEngine {
    private final ComputationGraph graph;
    private final Shape picture;
    private final KernelLibrary library;
    private final FlatVectors flat;
    private final CrossEntropy trainingLoss;
    private final String description;
    private final ProgramMemory memory = new ProgramMemory();
    private CallObserver observer = CallObserver.NONE;
    private TrainingProgram training;
    private InferenceProgram inference;

    /**
     * @param graph initialized, with a view for gradients
     * @param picture one picture
     * @param library where kernels come from; every program has its own
     */
    public KernelEngine(ComputationGraph graph, Shape picture, KernelLibrary library) {
        this.graph = graph;
        this.picture = picture;
        this.library = library;
        flat = FlatVectors.of(graph);
        try (Kernels kernels = kernelsFor(GraphReader.read(graph, picture), library)) {
            description = kernels.describe();
        }
        trainingLoss = new CrossEntropy(SoftmaxCrossEntropy.of(graph).labelSmoothing());
    }

    /**
     * Bytes that an engine will need for training and evaluation besides the flat vectors.
     *
     * @param pictures a micro-batch
     */
    public static long bytes(ComputationGraphConfiguration graph, Shape pictures, KernelLibrary library) {
        List<Node> nodes = GraphReader.plan(graph, pictures);
        FlatVectors nowhere = new FlatVectors(0, 0, 0);
        try (ProgramMemory memory = new ProgramMemory();
                TrainingProgram training =
                        new TrainingProgram(kernelsFor(nodes, library), nodes, nowhere, CrossEntropy.PLAIN, memory);
                InferenceProgram inference = new InferenceProgram(kernelsFor(nodes, library), nodes, nowhere, memory)) {
            return Math.max(training.bytes(), inference.bytes());
        }
    }

    @Override
    public Scores computeGradient(FloatBuffer images, List<Target> targets, long chance) {
        return trainingFor(targets.size()).run(images, targets, chance, observer);
    }

    @Override
    public Scores evaluate(FloatBuffer images, int[] labels) {
        float[] logits = inferenceFor(labels.length).run(images, labels.length, observer);
        return CrossEntropy.PLAIN.scores(logits, logits.length / labels.length, Target.ofLabels(labels));
    }

    @Override
    public void parametersChanged() {
        if (inference != null) {
            inference.parametersChanged();
        }
    }

    @Override
    public void observe(CallObserver newObserver) {
        observer = newObserver;
    }

    @Override
    public String describe() {
        return description;
    }

    private TrainingProgram trainingFor(int batch) {
        if (training == null || training.pictures() != batch) {
            closeTraining();
            List<Node> nodes = GraphReader.read(graph, pictures(batch));
            training = new TrainingProgram(kernelsFor(nodes, library), nodes, flat, trainingLoss, memory);
        }
        return training;
    }

    private InferenceProgram inferenceFor(int batch) {
        if (inference == null || inference.pictures() < batch) {
            closeInference();
            List<Node> nodes = GraphReader.read(graph, pictures(batch));
            inference = new InferenceProgram(kernelsFor(nodes, library), nodes, flat, memory);
        }
        return inference;
    }

    private static Kernels kernelsFor(List<Node> nodes, KernelLibrary library) {
        Set<Integer> channels = nodes.stream()
                .filter(node -> !(node instanceof Node.Pictures || node instanceof Node.Dense))
                .map(node -> node.output().channels())
                .collect(Collectors.toSet());
        return library.kernels(nodes.get(0).output().channels(), channels);
    }

    private Shape pictures(int count) {
        return new Shape(count, picture.channels(), picture.height(), picture.width());
    }

    private void closeTraining() {
        if (training != null) {
            training.close();
        }
    }

    private void closeInference() {
        if (inference != null) {
            inference.close();
        }
    }

    @Override
    public void close() {
        closeTraining();
        closeInference();
        memory.close();
    }
}
