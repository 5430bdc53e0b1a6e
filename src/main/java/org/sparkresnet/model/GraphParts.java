package org.sparkresnet.model;

import org.deeplearning4j.nn.conf.CacheMode;
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
 * <p>Every method answers the name of the vertex that it added last, which is the input of the next. Convolutions have
 * no bias, because batch normalization follows, and start as He et al. propose (arXiv:1502.01852).
 */
final class GraphParts {
    /** PyTorch's momentum of 0.1 and epsilon, which the reference implementations use. */
    private static final double STATISTICS_DECAY = 0.9;

    private static final double EPSILON = 1e-5;

    private final GraphBuilder builder;

    GraphParts(PictureShape input, long seed) {
        builder = new NeuralNetConfiguration.Builder()
                .seed(seed)
                .dataType(DataType.FLOAT)
                .weightInit(WeightInit.RELU)
                .activation(Activation.IDENTITY)
                .convolutionMode(ConvolutionMode.Truncate)
                .cacheMode(CacheMode.DEVICE)
                // Updates are made on the flat vector by the package optim.
                .updater(new NoOp())
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(InputType.convolutional(input.height(), input.width(), input.channels()));
    }

    /** Convolution, kernel x kernel, zero-padded by kernel / 2, and batch normalization: {@code [N, channels, H / stride, W / stride]}. */
    String convolutionAndNorm(String name, String input, int channels, int kernel, int stride) {
        builder.addLayer(
                name,
                new ConvolutionLayer.Builder(kernel, kernel)
                        .nOut(channels)
                        .stride(stride, stride)
                        .padding(kernel / 2, kernel / 2)
                        .hasBias(false)
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

    /** Global average pooling and a dense layer to {@code classes} logits: {@code [N, classes]}. */
    String head(String input, int classes) {
        builder.addLayer("pool", new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), input);
        builder.addLayer(
                "head",
                new OutputLayer.Builder(new SoftmaxCrossEntropy())
                        .nOut(classes)
                        .activation(Activation.IDENTITY)
                        .build(),
                "pool");
        builder.setOutputs("head");
        return "head";
    }

    GraphBuilder builder() {
        return builder;
    }

    private String norm(String name, String input) {
        builder.addLayer(
                name,
                new BatchNormalization.Builder()
                        .decay(STATISTICS_DECAY)
                        .eps(EPSILON)
                        // The variance itself, so that its mean over lanes is a mean of variances.
                        .useLogStd(false)
                        .build(),
                input);
        return name;
    }

    private String relu(String name, String input) {
        builder.addLayer(name, new ActivationLayer(Activation.RELU), input);
        return name;
    }
}
