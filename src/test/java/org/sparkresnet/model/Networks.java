package org.sparkresnet.model;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sparkresnet.compute.Backend;
import org.sparkresnet.compute.ComputeSettings;
import org.sparkresnet.compute.ComputeThreads;
import org.sparkresnet.compute.dl4j.OneDnnHelpers;
import org.sparkresnet.data.Batch;
import org.sparkresnet.data.NetworkInput;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.normalize.Normalization;
import org.sparkresnet.optim.Sgd;
import org.sparkresnet.replica.Replica;

/** Small networks of ten classes for tests, as replicas and as bare DL4J graphs. */
final class Networks {
    static final Sgd HEAVY_BALL = new Sgd(0.9, false, 1e-4);
    static final CifarResNet SMALL = new CifarResNet(8, Shortcut.B);
    static final PictureShape TINY_PICTURE = new PictureShape(1, 8, 8);

    private Networks() {}

    static GraphReplica.Blueprint blueprint(Architecture architecture, PictureShape shape, Sgd optimizer) {
        return new GraphReplica.Blueprint(architecture, input(shape), optimizer, 1, compute(1));
    }

    /** The usual engine. */
    static ComputeSettings compute(int threads) {
        return new ComputeSettings(Backend.AUTO, threads);
    }

    /** ResNet-8 on one thread with the given seed. */
    static Replica small(PictureShape shape, long seed) {
        return small(shape, seed, Backend.AUTO);
    }

    /** ResNet-8 on one thread with the given seed and engine. */
    static Replica small(PictureShape shape, long seed, Backend backend) {
        ComputeSettings compute = new ComputeSettings(backend, 1);
        return new GraphReplica.Blueprint(SMALL, input(shape), HEAVY_BALL, seed, compute).create();
    }

    /** The graph that a replica of {@code architecture} holds, with these parameters; garbage collection frees it. */
    static ComputationGraph graph(Architecture architecture, PictureShape shape, float[] parameters) {
        ComputationGraph graph = graph(architecture, shape);
        graph.setParams(Nd4j.createFromArray(parameters));
        return graph;
    }

    /** The graph that a replica of {@code architecture} holds, as DL4J initializes it; garbage collection frees it. */
    static ComputationGraph graph(Architecture architecture, PictureShape shape) {
        return graph(architecture.network(shape, 10));
    }

    /** The graph of any network, as DL4J initializes it; garbage collection frees it. */
    static ComputationGraph graph(Network network) {
        OneDnnHelpers.enable();
        ComputeThreads.use(1);
        ComputationGraph graph = new ComputationGraph(network.graph());
        graph.init();
        return graph;
    }

    /** The pictures of a batch as an array {@code [N, C, H, W]}. */
    static INDArray images(Batch batch, PictureShape shape) {
        return Nd4j.createFromArray(Formulas.copy(batch.images()))
                .reshape(batch.size(), shape.channels(), shape.height(), shape.width());
    }

    static NetworkInput input(PictureShape shape) {
        List<String> classes =
                IntStream.range(0, 10).mapToObj(i -> "class " + i).toList();
        List<Double> zeros = Collections.nCopies(shape.channels(), 0.0);
        List<Double> ones = Collections.nCopies(shape.channels(), 1.0);
        return new NetworkInput(shape, classes, new Normalization(zeros, ones));
    }
}
