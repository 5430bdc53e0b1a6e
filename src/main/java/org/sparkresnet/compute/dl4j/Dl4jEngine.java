package org.sparkresnet.compute.dl4j;

import java.nio.FloatBuffer;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sparkresnet.compute.engine.FlatVectors;
import org.sparkresnet.compute.engine.GraphEngine;
import org.sparkresnet.compute.engine.NativeMemory;
import org.sparkresnet.compute.kernel.Shape;
import org.sparkresnet.replica.Scores;
import org.sparkresnet.replica.Target;

/**
 * Has DL4J compute its graph: layer by layer, with ND4J's operations, and DL4J's oneDNN helpers where its native library
 * has them. Slow and obviously right; it runs wherever ND4J does.
 */
public final class Dl4jEngine implements GraphEngine {
    /**
     * Bytes that DL4J's layers took for each byte of their outputs, measured as the growth of the process at its peak:
     * CIFAR ResNet-20 2.5 (batches of 128) and 2.9 (32), ResNet-56 2.6; ResNet-18 at 224 pixels 3.0, ResNet-50 2.8.
     */
    private static final long BYTES_PER_OUTPUT_BYTE = 3;

    private final ComputationGraph graph;
    private final Shape picture;
    private final FlatVectors flat;
    private final SoftmaxCrossEntropy loss;
    private final UnbiasedVariance unbiasedVariance;
    private final PassMemory memory = new PassMemory();

    /**
     * @param graph initialized, with a view for gradients
     * @param picture one picture
     */
    public Dl4jEngine(ComputationGraph graph, Shape picture) {
        this.graph = graph;
        this.picture = picture;
        flat = FlatVectors.of(graph);
        loss = SoftmaxCrossEntropy.of(graph);
        unbiasedVariance = UnbiasedVariance.of(
                graph, InputType.convolutional(picture.height(), picture.width(), picture.channels()));
    }

    /**
     * Bytes that an engine will need besides the flat vectors: an estimate.
     *
     * @param pictures a micro-batch
     */
    public static long bytes(ComputationGraphConfiguration graph, Shape pictures) {
        InputType picture = InputType.convolutional(pictures.height(), pictures.width(), pictures.channels());
        long outputs = graph.getLayerActivationTypes(picture).values().stream()
                .mapToLong(InputType::arrayElementsPerExample)
                .sum();
        return BYTES_PER_OUTPUT_BYTE * Float.BYTES * outputs * pictures.pictures();
    }

    @Override
    public Scores computeGradient(FloatBuffer images, List<Target> targets, long chance) {
        NamedDropout.use(chance, graph);
        WorkspaceSizes.learn(() -> forwardAndBackward(images, targets.subList(0, 1)), targets.size());
        forwardAndBackward(images, targets);
        unbiasedVariance.correct(flat.gradients(), flat.parameters(), targets.size());
        return loss.scores();
    }

    /** Fills the gradient with that of the first pictures of the batch, as many as there are targets. */
    private void forwardAndBackward(FloatBuffer images, List<Target> targets) {
        memory.run(new Pass(true, targets.size()), () -> {
            try (INDArray inputs = inputs(images, targets.size());
                    INDArray labels = SoftmaxCrossEntropy.labelsOf(targets)) {
                graph.setInput(0, inputs);
                graph.setLabels(labels);
                graph.computeGradientAndScore();
                graph.clear();
            }
            return null;
        });
    }

    @Override
    public Scores evaluate(FloatBuffer images, int[] labels) {
        return memory.run(new Pass(false, labels.length), () -> {
            try (INDArray inputs = inputs(images, labels.length);
                    INDArray classes = SoftmaxCrossEntropy.labelsOf(Target.ofLabels(labels));
                    INDArray logits = graph.outputSingle(false, inputs)) {
                graph.clear();
                return SoftmaxCrossEntropy.scoresOf(classes, logits);
            }
        });
    }

    @Override
    public String describe() {
        return "DL4J's layers";
    }

    @Override
    public void close() {
        memory.close();
    }

    /** The first {@code pictures}, {@code [pictures, C, H, W]}. */
    private INDArray inputs(FloatBuffer images, int pictures) {
        INDArray inputs = Nd4j.createUninitialized(
                DataType.FLOAT, new long[] {pictures, picture.channels(), picture.height(), picture.width()}, 'c');
        floats(inputs).put(0, images, images.position(), Math.toIntExact(inputs.length()));
        return inputs;
    }

    private static FloatBuffer floats(INDArray array) {
        return NativeMemory.floats(FlatVectors.addressOf(array), array.length());
    }

    /** Passes that need the same memory. */
    private record Pass(boolean training, int batchSize) {}
}
