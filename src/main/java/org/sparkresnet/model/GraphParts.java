package org.sparkresnet.model;

import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.NoOp;
import org.sparkresnet.compute.SoftmaxCrossEntropy;
import org.sparkresnet.image.PictureShape;

/**
 * The parts that residual networks are made of, added to a DL4J graph one after the other.
 *
 * <p>Every method that adds a part answers the name of the vertex that it added last, which is the input of the next;
 * {@link #classifier} adds the head and ends the graph. Convolutions have no bias, because batch normalization follows.
 */
final class GraphParts {
    /** PyTorch's momentum of 0.1 and epsilon, which the reference implementations use. */
    private static final double STATISTICS_DECAY = 0.9;

    private static final double EPSILON = 1e-5;

    private final GraphBuilder builder;

    GraphParts(PictureShape input) {
        builder = new NeuralNetConfiguration.Builder()
                // DL4J draws nothing; without a number here, the configuration would hold the time of day.
                .seed(0)
                .weightInit(WeightInit.ZERO)
                .dataType(DataType.FLOAT)
                .activation(Activation.IDENTITY)
                .convolutionMode(ConvolutionMode.Truncate)
                // Otherwise DL4J computes every convolution a second time on the way back.
                .cacheMode(CacheMode.DEVICE)
                // Updates are made on the flat vector by the package optim.
                .updater(new NoOp())
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(InputType.convolutional(input.height(), input.width(), input.channels()));
    }

    /**
     * Convolution, kernel x kernel, zero-padded by kernel / 2, and batch normalization: {@code [N, channels, ceil(H /
     * stride), ceil(W / stride)]}.
     */
    String convolutionAndNorm(String name, String input, int channels, int kernel, int stride) {
        builder.addLayer(
                name,
                new ConvolutionLayer.Builder(kernel, kernel)
                        .nOut(channels)
                        .stride(stride, stride)
                        .padding(kernel / 2, kernel / 2)
                        .hasBias(false)
                        // An error of oneDNN must not turn into other numbers at a tenth of the speed.
                        .helperAllowFallback(false)
                        .build(),
                input);
        return norm(name + "-norm", name);
    }

    /** The same, then ReLU. */
    String convolutionNormRelu(String name, String input, int channels, int kernel, int stride) {
        return relu(name + "-relu", convolutionAndNorm(name, input, channels, kernel, stride));
    }

    /** {@code relu(branch + shortcut)}, element by element. */
    String addAndRelu(String name, String branch, String shortcut) {
        builder.addVertex(name + "-add", new ElementWiseVertex(ElementWiseVertex.Op.Add), branch, shortcut);
        return relu(name + "-relu", name + "-add");
    }

    /** Global average pooling and a dense layer to {@code classes} logits {@code [N, classes]}; ends the graph. */
    ComputationGraphConfiguration classifier(String input, int classes) {
        builder.addLayer("pool", new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), input);
        builder.addLayer(
                "head",
                new OutputLayer.Builder(new SoftmaxCrossEntropy())
                        .nOut(classes)
                        .activation(Activation.IDENTITY)
                        .build(),
                "pool");
        return builder.setOutputs("head").build();
    }

    private String norm(String name, String input) {
        builder.addLayer(
                name,
                new BatchNormalization.Builder()
                        .decay(STATISTICS_DECAY)
                        .eps(EPSILON)
                        // The variance itself, so that its mean over lanes is a mean of variances.
                        .useLogStd(false)
                        .helperAllowFallback(false)
                        .build(),
                input);
        return name;
    }

    private String relu(String name, String input) {
        builder.addLayer(name, new ActivationLayer(Activation.RELU), input);
        return name;
    }
}
