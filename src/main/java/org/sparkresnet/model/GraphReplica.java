package org.sparkresnet.model;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sparkresnet.compute.ComputeSettings;
import org.sparkresnet.compute.ComputeThreads;
import org.sparkresnet.compute.Platform;
import org.sparkresnet.compute.dl4j.OneDnnHelpers;
import org.sparkresnet.compute.dl4j.PassMemory;
import org.sparkresnet.compute.engine.CallObserver;
import org.sparkresnet.compute.engine.FlatVectors;
import org.sparkresnet.compute.engine.GraphEngine;
import org.sparkresnet.compute.engine.NativeMemory;
import org.sparkresnet.compute.kernel.Shape;
import org.sparkresnet.data.Batch;
import org.sparkresnet.data.Minibatch;
import org.sparkresnet.data.NetworkInput;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.optim.ParameterGroups;
import org.sparkresnet.optim.RangeThreads;
import org.sparkresnet.optim.Sgd;
import org.sparkresnet.random.NamedRandom;
import org.sparkresnet.replica.Replica;
import org.sparkresnet.replica.Scores;
import org.sparkresnet.replica.Target;

/**
 * A DL4J graph as a replica: the graph says what is computed and holds the flat vectors, an engine computes.
 *
 * <p>The buffers are views of the graph's own flat arrays, so they end with {@link #close}: what was taken before must
 * not be touched afterwards. Replicas in different threads do not disturb each other: native memory and OpenMP's number
 * of threads belong to the thread, and initial weights are drawn without ND4J's generators.
 */
public final class GraphReplica implements Replica {
    private final ComputationGraph graph;
    private final GraphEngine engine;
    private final long seed;
    private final PictureShape shape;
    private final Sgd optimizer;
    private final Sgd.State state;
    private final RangeThreads updateThreads;
    private final INDArray velocity;
    private final FloatBuffer gradient;
    private final Thread owner = Thread.currentThread();
    private boolean closed;

    private GraphReplica(Blueprint blueprint, CallObserver observer) {
        seed = blueprint.seed();
        shape = blueprint.input().shape();
        optimizer = blueprint.optimizer();
        updateThreads = new RangeThreads(blueprint.compute().threads());
        graph = new ComputationGraph(blueprint
                .architecture()
                .network(shape, blueprint.input().classes())
                .graph(blueprint.labelSmoothing()));
        graph.init();
        graph.initGradientsView();
        engine = blueprint
                .compute()
                .backend()
                .engineFor(graph, new Shape(1, shape.channels(), shape.height(), shape.width()));
        engine.observe(observer);
        FlatVectors flat = FlatVectors.of(graph);
        velocity = Nd4j.zeros(DataType.FLOAT, graph.numParams());
        gradient = flat.gradients();
        state = new Sgd.State(
                flat.parameters(),
                NativeMemory.floats(FlatVectors.addressOf(velocity), flat.length()),
                ParameterGroups.of(graph));
        new HeInitialization(blueprint.seed()).write(state.parameters(), graph, state.groups());
    }

    @Override
    public FloatBuffer parameters() {
        requireOpen();
        engine.parametersChanged();
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
    public Scores computeGradient(Minibatch minibatch) {
        requireOpenAndOwn();
        Batch batch = minibatch.batch();
        long chance = NamedRandom.of(seed, "dropout", minibatch.step(), minibatch.lane())
                .nextLong();
        return engine.computeGradient(images(batch), targets(batch), chance);
    }

    @Override
    public void update(FloatBuffer gradientSum, int lanes, double learningRate) {
        requireOpen();
        optimizer.update(state, gradientSum, lanes, learningRate, updateThreads);
        engine.parametersChanged();
    }

    @Override
    public Scores evaluate(Batch batch) {
        requireOpenAndOwn();
        return engine.evaluate(images(batch), labels(batch));
    }

    @Override
    public String platform() {
        return Platform.describe() + ", " + engine.describe();
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
            updateThreads.close();
            engine.close();
            // Destroys this thread's workspaces too.
            graph.close();
            velocity.close();
        }
    }

    /** On another thread there would be a second set of workspaces, and OpenMP would use another number of threads. */
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

    private FloatBuffer images(Batch batch) {
        FloatBuffer pixels = batch.images();
        int expected = batch.size() * shape.values();
        if (pixels.remaining() != expected) {
            throw new IllegalArgumentException(batch.size() + " pictures of " + shape + " have " + expected
                    + " values, the batch has " + pixels.remaining());
        }
        return pixels;
    }

    private static List<Target> targets(Batch batch) {
        return IntStream.range(0, batch.size())
                .mapToObj(i -> new Target(batch.label(i), batch.partnerLabel(i), batch.share()))
                .toList();
    }

    private static int[] labels(Batch batch) {
        return IntStream.range(0, batch.size()).map(batch::label).toArray();
    }

    /**
     * All that a worker needs to build its copy.
     *
     * @param input what goes in, and how many classes come out
     * @param labelSmoothing of the training loss, in [0, 1]
     */
    public record Blueprint(
            Architecture architecture,
            NetworkInput input,
            Sgd optimizer,
            double labelSmoothing,
            long seed,
            ComputeSettings compute)
            implements Factory {
        /** Labels as they are. */
        public Blueprint(
                Architecture architecture, NetworkInput input, Sgd optimizer, long seed, ComputeSettings compute) {
            this(architecture, input, optimizer, 0, seed, compute);
        }

        @Override
        public Replica create() {
            return create(CallObserver.NONE);
        }

        /** {@link #create()}, with all calls of the replica's passes run by {@code observer}. */
        public Replica create(CallObserver observer) {
            OneDnnHelpers.enable();
            ComputeThreads.use(compute.threads());
            return new GraphReplica(this, observer);
        }
    }
}
