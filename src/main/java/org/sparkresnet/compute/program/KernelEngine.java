package org.sparkresnet.compute.program;

import java.nio.FloatBuffer;
import java.util.function.Supplier;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.sparkresnet.compute.engine.CallObserver;
import org.sparkresnet.compute.engine.CrossEntropy;
import org.sparkresnet.compute.engine.FlatVectors;
import org.sparkresnet.compute.engine.GraphEngine;
import org.sparkresnet.compute.graph.GraphReader;
import org.sparkresnet.compute.kernel.Kernels;
import org.sparkresnet.compute.kernel.Shape;
import org.sparkresnet.replica.Scores;

/**
 * Computes what a DL4J graph describes, on its flat vectors, with kernels of our own instead of DL4J's layers.
 *
 * <p>For every size of batch there is a program; the newest of each kind is kept.
 */
public final class KernelEngine implements GraphEngine {
    private final ComputationGraph graph;
    private final Shape picture;
    private final Supplier<Kernels> library;
    private final FlatVectors flat;
    private final String description;
    private CallObserver observer = CallObserver.NONE;
    private TrainingProgram training;
    private int trainingBatch;
    private InferenceProgram inference;

    /**
     * @param graph initialized, with a view for gradients
     * @param picture one picture
     * @param library makes kernels; every program has its own
     */
    public KernelEngine(ComputationGraph graph, Shape picture, Supplier<Kernels> library) {
        this.graph = graph;
        this.picture = picture;
        this.library = library;
        flat = FlatVectors.of(graph);
        try (Kernels kernels = library.get()) {
            description = kernels.describe();
        }
    }

    @Override
    public Scores computeGradient(FloatBuffer images, int[] labels) {
        return trainingFor(labels.length).run(images, labels, observer);
    }

    @Override
    public Scores evaluate(FloatBuffer images, int[] labels) {
        float[] logits = inferenceFor(labels.length).run(images, labels.length, observer);
        return CrossEntropy.scores(logits, logits.length / labels.length, labels);
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
        if (training == null || trainingBatch != batch) {
            closeTraining();
            training = new TrainingProgram(library.get(), GraphReader.read(graph, pictures(batch)), flat);
            trainingBatch = batch;
        }
        return training;
    }

    private InferenceProgram inferenceFor(int batch) {
        if (inference == null || inference.pictures() < batch) {
            closeInference();
            inference = new InferenceProgram(library.get(), GraphReader.read(graph, pictures(batch)), flat);
        }
        return inference;
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
    }
}
