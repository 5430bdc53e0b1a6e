package org.sparkresnet.model;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.FloatBuffer;
import java.util.function.Consumer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.sparkresnet.compute.engine.FlatVectors;
import org.sparkresnet.compute.engine.NativeMemory;
import org.sparkresnet.data.NetworkInput;

/**
 * A network of DL4J's own parts only: its loss is DL4J's cross-entropy ({@code LossMCXENT} on softmax), so that programs
 * that know nothing but DL4J can load and use it. Pictures {@code [N, C, H, W]}, normalized as in training, go in;
 * probabilities {@code [N, classes]} come out.
 */
public final class StandardGraph {
    private final Architecture architecture;
    private final NetworkInput input;

    /** @param input what the network was trained on */
    public StandardGraph(Architecture architecture, NetworkInput input) {
        this.architecture = architecture;
        this.input = input;
    }

    /**
     * Writes the zip of DL4J's {@link ModelSerializer}, without an updater.
     *
     * @param weights puts the parameters into the flat vector, {@code [n]}, in the order of {@link GraphReplica}
     */
    public void write(Consumer<FloatBuffer> weights, OutputStream out) throws IOException {
        ComputationGraph graph =
                new ComputationGraph(GraphParts.standardGraphOf(architecture.network(input.shape(), input.classes())));
        graph.init();
        try {
            weights.accept(NativeMemory.floats(FlatVectors.addressOf(graph.params()), graph.numParams()));
            ModelSerializer.writeModel(graph, out, false);
        } finally {
            graph.close();
        }
    }
}
