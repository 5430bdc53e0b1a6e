package org.sparkresnet.compute.dl4j;

import java.nio.FloatBuffer;
import java.util.Objects;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.sparkresnet.compute.engine.DropoutMask;
import org.sparkresnet.compute.engine.FlatVectors;
import org.sparkresnet.compute.engine.NativeMemory;

/**
 * Dropout whose chance is named by the caller. DL4J's own draws from one generator for all threads, so its masks would
 * depend on which replica asks first.
 */
public final class NamedDropout implements IDropout {
    private static final long serialVersionUID = 1L;

    private final double rate;
    private final String layer;
    private transient long chance;
    private transient INDArray mask;

    /**
     * @param rate share that is dropped, in [0, 1)
     * @param layer name of the layer that it is for
     */
    public NamedDropout(@JsonProperty("rate") double rate, @JsonProperty("layer") String layer) {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("a dropout rate of " + rate + ", must be in [0, 1)");
        }
        this.rate = rate;
        this.layer = layer;
    }

    /** Share that is dropped. */
    @JsonProperty("rate")
    public double rate() {
        return rate;
    }

    /** Name of the layer that it is for. */
    @JsonProperty("layer")
    public String layer() {
        return layer;
    }

    /** Names what the next pass of {@code graph} draws. */
    static void use(long chance, ComputationGraph graph) {
        for (org.deeplearning4j.nn.api.Layer layer : graph.getLayers()) {
            Layer configuration = layer.conf().getLayer();
            if (configuration.getIDropout() instanceof NamedDropout dropout) {
                dropout.chance = chance;
            }
        }
    }

    @Override
    public INDArray applyDropout(
            INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaces) {
        mask = workspaces.createUninitialized(ArrayType.INPUT, input.dataType(), input.shape(), 'c');
        FloatBuffer factors = NativeMemory.floats(FlatVectors.addressOf(mask), mask.length());
        DropoutMask.fill(chance, layer, rate, factors);
        return input.mul(mask, result);
    }

    @Override
    public INDArray backprop(INDArray gradient, INDArray result, int iteration, int epoch) {
        return gradient.mul(mask, result);
    }

    @Override
    public void clear() {
        mask = null;
    }

    @Override
    public NamedDropout clone() {
        return new NamedDropout(rate, layer);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NamedDropout dropout && dropout.rate == rate && dropout.layer.equals(layer);
    }

    @Override
    public int hashCode() {
        return Objects.hash(rate, layer);
    }

    @Override
    public String toString() {
        return "dropout of " + rate;
    }
}
