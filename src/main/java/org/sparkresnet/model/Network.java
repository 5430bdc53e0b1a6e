package org.sparkresnet.model;

import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.sparkresnet.compute.Backend;
import org.sparkresnet.compute.kernel.Shape;

/**
 * An architecture for pictures of one size and a number of classes, written out layer by layer: both the DL4J graph and
 * the counts come from it. Made by a {@link NetworkBuilder}.
 */
public final class Network {
    private final Output input;
    private final List<Stage> stages;

    /**
     * @param input the picture, as an output that no layer gives
     * @param stages in the order of computation; the last layer of the last one gives the logits
     */
    Network(Output input, List<Stage> stages) {
        this.input = input;
        this.stages = List.copyOf(stages);
    }

    /** The DL4J graph: pictures {@code [N, C, H, W]} in, logits {@code [N, classes]} out, all weights zero. */
    public ComputationGraphConfiguration graph() {
        return graph(0);
    }

    /** The same, trained with smoothed labels; {@code labelSmoothing} is in [0, 1]. */
    public ComputationGraphConfiguration graph(double labelSmoothing) {
        return GraphParts.graphOf(this, labelSmoothing);
    }

    /** What it costs to store and to compute. */
    public NetworkSummary summary() {
        return NetworkSummary.of(this);
    }

    /**
     * Bytes that a replica needs for activations and their gradients in training, besides its flat vectors.
     *
     * @param microBatch pictures in a batch
     */
    public long passBytes(Backend backend, int microBatch) {
        return backend.passBytes(graph(), new Shape(microBatch, input.channels(), input.height(), input.width()));
    }

    Output input() {
        return input;
    }

    List<Stage> stages() {
        return stages;
    }

    /** All layers in the order of computation. */
    Stream<Layer> layers() {
        return stages.stream().flatMap(stage -> stage.layers().stream());
    }
}
