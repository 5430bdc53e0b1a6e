package org.sparkresnet.compute.dl4j;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Makes the running variance that of PyTorch.
 *
 * <p>With m values per channel, DL4J averages the batch variance over m, PyTorch over m - 1. DL4J leaves in the gradient
 * {@code d = (1 - decay) * (running - biased)}; the unbiased variance is {@code biased * m / (m - 1)}, hence the
 * gradient that belongs there is {@code d - ((1 - decay) * running - d) / (m - 1)}.
 */
final class UnbiasedVariance {
    private final List<Range> ranges;

    private UnbiasedVariance(List<Range> ranges) {
        this.ranges = ranges;
    }

    /** @param picture what goes in, without the number of pictures */
    static UnbiasedVariance of(ComputationGraph graph, InputType picture) {
        Map<String, InputType> types = graph.getConfiguration().getLayerActivationTypes(picture);
        List<Range> ranges = new ArrayList<>();
        for (Layer layer : graph.getLayers()) {
            if (layer instanceof BatchNormalization norm) {
                String name = norm.conf().getLayer().getLayerName();
                InputType.InputTypeConvolutional type = (InputType.InputTypeConvolutional) types.get(name);
                INDArray variances = norm.getParam(BatchNormalizationParamInitializer.GLOBAL_VAR);
                int from = Math.toIntExact(variances.offset());
                ranges.add(new Range(
                        from, from + Math.toIntExact(variances.length()), type.getHeight() * type.getWidth(), (float)
                                (1 - norm.layerConf().getDecay())));
            }
        }
        return new UnbiasedVariance(ranges);
    }

    /** Corrects a gradient, {@code [n]}, of a batch of {@code examples} pictures at {@code parameters}, {@code [n]}. */
    void correct(FloatBuffer gradient, FloatBuffer parameters, int examples) {
        for (Range range : ranges) {
            // One value has no variance; PyTorch refuses such a batch, here its variance of 0 stays.
            float others = Math.max(1, examples * range.values() - 1);
            for (int i = range.from(); i < range.to(); i++) {
                float biased = range.share() * parameters.get(i) - gradient.get(i);
                gradient.put(i, gradient.get(i) - biased / others);
            }
        }
    }

    /** Variances [from, to) of one layer; {@code values} per channel and picture; {@code share} = 1 - decay. */
    private record Range(int from, int to, long values, float share) {}
}
