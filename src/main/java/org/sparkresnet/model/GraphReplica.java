package org.sparkresnet.model;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.BaseOutputLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sparkresnet.compute.ComputeThreads;
import org.sparkresnet.compute.OneDnnHelpers;
import org.sparkresnet.compute.PassMemory;
import org.sparkresnet.compute.Platform;
import org.sparkresnet.compute.SoftmaxCrossEntropy;
import org.sparkresnet.compute.WorkspaceSizes;
import org.sparkresnet.data.Batch;
import org.sparkresnet.data.NetworkInput;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.optim.ParameterGroups;
import org.sparkresnet.optim.Sgd;
import org.sparkresnet.replica.Replica;
import org.sparkresnet.replica.Scores;

/**
 * A DL4J graph as a replica.
 *
 * <p>The buffers are views of the graph's own flat arrays, so they end with {@link #close}: what was taken before must
 * not be touched afterwards. Replicas in different threads do not disturb each other: DL4J's workspaces and OpenMP's
 * number of threads belong to the thread, and initial weights are drawn without ND4J's generators.
 */
public final class GraphReplica implements Replica {
    private final ComputationGraph graph;
    private final PictureShape shape;
    private final SoftmaxCrossEntropy loss;
    private final UnbiasedVariance unbiasedVariance;
    private final Sgd optimizer;
    private final Sgd.State state;
    private final INDArray velocity;
    private final FloatBuffer gradient;
    private final PassMemory memory = new PassMemory();
    private final Thread owner = Thread.currentThread();
    private boolean closed;

    private GraphReplica(Blueprint blueprint) {
        shape = blueprint.input().shape();
        optimizer = blueprint.optimizer();
        graph = new ComputationGraph(
                blueprint.architecture().graph(shape, blueprint.input().classes()));
        graph.init();
        graph.initGradientsView();
        OneDnnHelpers.requireIn(graph);
        loss = (SoftmaxCrossEntropy)
                ((BaseOutputLayer<?>) graph.getOutputLayer(0)).layerConf().getLossFn();
        velocity = Nd4j.zeros(DataType.FLOAT, graph.numParams());
        gradient = view(graph.getFlattenedGradients());
        state = new Sgd.State(view(graph.params()), view(velocity), ParameterGroups.of(graph));
        unbiasedVariance = UnbiasedVariance.of(graph, shape, state.groups());
        new HeInitialization(blueprint.seed()).write(state.parameters(), graph, state.groups());
    }

    @Override
    public FloatBuffer parameters() {
        requireOpen();
        return state.parameters().duplicate();
    }

    @Override
    public FloatBuffer momentum() {
        requireOpen();
        return state.velocity().duplicate();
    }

    @Override
    public FloatBuffer gradient() {
        requireOpen();
        return gradient.duplicate();
    }

    @Override
    public Scores computeGradient(Batch batch) {
        requireOpenAndOwn();
        WorkspaceSizes.learn(() -> forwardAndBackward(batch, 1), batch.size());
        forwardAndBackward(batch, batch.size());
        unbiasedVariance.correct(gradient, state.parameters(), batch.size());
        return loss.scores();
    }

    /** Fills the gradient with that of the first {@code pictures} of the batch. */
    private void forwardAndBackward(Batch batch, int pictures) {
        memory.run(new Pass(true, pictures), () -> {
            try (INDArray images = images(batch, pictures);
                    INDArray labels = labels(batch, pictures)) {
                graph.setInput(0, images);
                graph.setLabels(labels);
                graph.computeGradientAndScore();
                graph.clear();
            }
            return null;
        });
    }

    @Override
    public void update(FloatBuffer gradientSum, int lanes, double learningRate) {
        requireOpen();
        optimizer.update(state, gradientSum, lanes, learningRate);
    }

    @Override
    public Scores evaluate(Batch batch) {
        requireOpenAndOwn();
        return memory.run(new Pass(false, batch.size()), () -> scores(batch));
    }

    private Scores scores(Batch batch) {
        try (INDArray images = images(batch, batch.size());
                INDArray labels = labels(batch, batch.size());
                INDArray logits = graph.outputSingle(false, images)) {
            graph.clear();
            return SoftmaxCrossEntropy.scoresOf(labels, logits);
        }
    }

    @Override
    public String platform() {
        return Platform.describe();
    }

    @Override
    public long offHeapBytes() {
        return PassMemory.arrayBytes();
    }

    @Override
    public void close() {
        if (!closed) {
            requireOpenAndOwn();
            closed = true;
            // Destroys this thread's workspaces too.
            graph.close();
            velocity.close();
            memory.close();
        }
    }

    /** On another thread DL4J would make a second set of workspaces, and OpenMP would use another number of threads. */
    private void requireOpenAndOwn() {
        requireOpen();
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException(
                    "the replica belongs to " + owner + ", it was called by " + Thread.currentThread());
        }
    }

    /** Freed memory must not be read: it would end the process. */
    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the replica is closed");
        }
    }

    /** The first {@code pictures} of the batch, {@code [pictures, C, H, W]}. */
    private INDArray images(Batch batch, int pictures) {
        FloatBuffer pixels = batch.images();
        int expected = batch.size() * shape.values();
        if (pixels.remaining() != expected) {
            throw new IllegalArgumentException(batch.size() + " pictures of " + shape + " have " + expected
                    + " values, the batch has " + pixels.remaining());
        }
        INDArray images = Nd4j.createUninitialized(
                DataType.FLOAT, new long[] {pictures, shape.channels(), shape.height(), shape.width()}, 'c');
        view(images).put(pixels.limit(pictures * shape.values()));
        return images;
    }

    /** Their classes, {@code [pictures, 1]}. */
    private static INDArray labels(Batch batch, int pictures) {
        INDArray labels = Nd4j.createUninitialized(DataType.FLOAT, new long[] {pictures, 1}, 'c');
        FloatBuffer values = view(labels);
        for (int i = 0; i < pictures; i++) {
            values.put(i, batch.label(i));
        }
        return labels;
    }

    /** The floats of a whole array as a direct buffer; valid as long as the array. */
    private static FloatBuffer view(INDArray array) {
        FloatPointer pointer = new FloatPointer(array.data().pointer());
        return pointer.position(array.offset())
                .capacity(array.offset() + array.length())
                .asBuffer()
                .slice();
    }

    /** Passes that need the same memory. */
    private record Pass(boolean training, int batchSize) {}

    /**
     * All that a worker needs to build its copy.
     *
     * @param input what goes in, and how many classes come out
     * @param threads compute threads of the replica, at least 1
     */
    public record Blueprint(Architecture architecture, NetworkInput input, Sgd optimizer, long seed, int threads)
            implements Factory {
        @Override
        public Replica create() {
            OneDnnHelpers.enable();
            ComputeThreads.use(threads);
            return new GraphReplica(this);
        }
    }
}
