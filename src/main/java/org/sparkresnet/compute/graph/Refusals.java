package org.sparkresnet.compute.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.sparkresnet.compute.dl4j.SoftmaxCrossEntropy;

/**
 * Settings of DL4J that nodes have no place for. A graph that has one of them is refused, because its nodes would
 * compute something else without a word.
 */
final class Refusals {
    private static final Set<Class<? extends Layer>> READ_BY_SETTINGS = Set.of(
            ConvolutionLayer.class,
            BatchNormalization.class,
            SubsamplingLayer.class,
            GlobalPoolingLayer.class,
            OutputLayer.class,
            ActivationLayer.class);

    private final String name;
    private final Object part;

    private Refusals(String name, Object part) {
        this.name = name;
        this.part = part;
    }

    /**
     * Looks at the whole graph.
     *
     * @throws IllegalArgumentException that names the vertex, its kind and the setting
     */
    static void check(ComputationGraphConfiguration graph) {
        Refusals whole = new Refusals("the graph", graph);
        whole.refuse(graph.getNetworkInputs().size() != 1, "inputs " + graph.getNetworkInputs());
        whole.refuse(graph.getNetworkOutputs().size() != 1, "outputs " + graph.getNetworkOutputs());
        graph.getVertices().forEach((name, vertex) -> {
            if (vertex instanceof LayerVertex layer) {
                new Refusals(name, vertex)
                        .refuse(layer.getPreProcessor() != null, "preprocessor " + layer.getPreProcessor());
                new Refusals(name, layer.getLayerConf().getLayer())
                        .checkLayer(layer.getLayerConf().getLayer());
            }
        });
    }

    private void checkLayer(Layer layer) {
        if (READ_BY_SETTINGS.contains(layer.getClass())) {
            refuse(layer.getIDropout() != null, "dropout " + layer.getIDropout());
            refuse(layer.getConstraints() != null && !layer.getConstraints().isEmpty(), "constraints");
        }
        if (layer instanceof BaseLayer base) {
            checkTraining(base);
        }
        if (layer instanceof ConvolutionLayer convolution) {
            checkConvolution(convolution);
        } else if (layer instanceof SubsamplingLayer pooling) {
            checkPooling(pooling);
        } else if (layer instanceof BatchNormalization norm) {
            checkNorm(norm);
        } else if (layer instanceof GlobalPoolingLayer pooling) {
            checkGlobalPooling(pooling);
        } else if (layer instanceof OutputLayer output) {
            checkOutput(output);
        } else if (layer instanceof ActivationLayer activation
                && activation.getActivationFn() instanceof ActivationReLU relu) {
            refuse(!relu.equals(new ActivationReLU()), "bounds or slopes " + relu);
        }
    }

    /** What DL4J would do to gradients and weights in its own steps. */
    private void checkTraining(BaseLayer layer) {
        refuse(isSet(layer.getRegularization()), "regularization " + layer.getRegularization());
        refuse(isSet(layer.getRegularizationBias()), "regularization " + layer.getRegularizationBias());
        refuse(layer.getWeightNoise() != null, "weight noise " + layer.getWeightNoise());
        GradientNormalization normalization = layer.getGradientNormalization();
        refuse(
                normalization != null && normalization != GradientNormalization.None,
                "gradient normalization " + normalization);
    }

    private static boolean isSet(List<?> settings) {
        return settings != null && !settings.isEmpty();
    }

    private void checkConvolution(ConvolutionLayer layer) {
        refuse(layer.getClass() != ConvolutionLayer.class, "a rule of its own");
        refuse(!(layer.getActivationFn() instanceof ActivationIdentity), "activation " + layer.getActivationFn());
        refuse(layer.getCnn2dDataFormat() != CNN2DFormat.NCHW, "format " + layer.getCnn2dDataFormat());
        checkWindow(layer.getConvolutionMode(), layer.getKernelSize(), layer.getStride(), layer.getPadding());
        checkDilation(layer.getDilation());
    }

    private void checkPooling(SubsamplingLayer layer) {
        refuse(layer.getClass() != SubsamplingLayer.class, "a rule of its own");
        refuse(layer.getCnn2dDataFormat() != CNN2DFormat.NCHW, "format " + layer.getCnn2dDataFormat());
        checkWindow(layer.getConvolutionMode(), layer.getKernelSize(), layer.getStride(), layer.getPadding());
        checkDilation(layer.getDilation());
    }

    private void checkWindow(ConvolutionMode mode, int[] sides, int[] strides, int[] padding) {
        // Strict differs from Truncate in that DL4J refuses some graphs; what it does not refuse it computes alike.
        refuse(mode != ConvolutionMode.Truncate && mode != ConvolutionMode.Strict, "mode " + mode);
        refuse(sides[0] != sides[1], "kernel " + Arrays.toString(sides));
        refuse(strides[0] != strides[1], "stride " + Arrays.toString(strides));
        refuse(padding[0] != padding[1], "padding " + Arrays.toString(padding));
    }

    private void checkDilation(int[] dilation) {
        refuse(dilation[0] != 1 || dilation[1] != 1, "dilation " + Arrays.toString(dilation));
    }

    private void checkNorm(BatchNormalization layer) {
        refuse(layer.isLockGammaBeta(), "locked gamma and beta");
        refuse(layer.isUseLogStd(), "logarithms of standard deviations");
        refuse(layer.getCnn2DFormat() != CNN2DFormat.NCHW, "format " + layer.getCnn2DFormat());
        // DL4J ignores the activation of a normalization, whatever it is.
    }

    private void checkGlobalPooling(GlobalPoolingLayer layer) {
        int[] dimensions = layer.getPoolingDimensions();
        refuse(
                dimensions != null && !Arrays.equals(dimensions, new int[] {2, 3}),
                "dimensions " + Arrays.toString(dimensions));
        refuse(!layer.isCollapseDimensions(), "dimensions that stay");
    }

    private void checkOutput(OutputLayer layer) {
        refuse(!layer.hasBias(), "no bias");
        refuse(!(layer.getActivationFn() instanceof ActivationIdentity), "activation " + layer.getActivationFn());
        refuse(!(layer.getLossFn() instanceof SoftmaxCrossEntropy), "loss " + layer.getLossFn());
    }

    private void refuse(boolean wrong, String setting) {
        if (wrong) {
            throw new IllegalArgumentException(
                    "no kernel computes " + name + ", a " + part.getClass().getSimpleName() + " with " + setting);
        }
    }
}
