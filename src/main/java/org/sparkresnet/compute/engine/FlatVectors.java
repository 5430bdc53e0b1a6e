package org.sparkresnet.compute.engine;

import java.nio.FloatBuffer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Where the flat vectors of a graph are; valid as long as the graph is not closed.
 *
 * @param parametersAddress of the first float
 * @param gradientsAddress of the first float
 * @param length floats in each
 */
public record FlatVectors(long parametersAddress, long gradientsAddress, long length) {
    /** Those of an initialized graph with a view for gradients. */
    public static FlatVectors of(ComputationGraph graph) {
        return new FlatVectors(addressOf(graph.params()), addressOf(graph.getFlattenedGradients()), graph.numParams());
    }

    /** The parameters, {@code [n]}. */
    public FloatBuffer parameters() {
        return NativeMemory.floats(parametersAddress, length);
    }

    /** The gradients, {@code [n]}. */
    public FloatBuffer gradients() {
        return NativeMemory.floats(gradientsAddress, length);
    }

    /** Address of a parameter. */
    public long parameter(int index) {
        return parametersAddress + (long) index * Float.BYTES;
    }

    /** Address of the gradient of a parameter. */
    public long gradient(int index) {
        return gradientsAddress + (long) index * Float.BYTES;
    }

    /** Address of the first value of an array that lies in one piece. */
    public static long addressOf(INDArray array) {
        return array.data().pointer().address() + array.offset() * Float.BYTES;
    }
}
