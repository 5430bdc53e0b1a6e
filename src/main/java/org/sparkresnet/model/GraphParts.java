package org.sparkresnet.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.sparkresnet.compute.dl4j.NamedDropout;
import org.sparkresnet.compute.dl4j.SoftmaxCrossEntropy;

/** A DL4J graph in the making: one method for each kind of {@link Layer}. */
final class GraphParts {
    /** PyTorch's momentum of 0.1 and epsilon, which the reference implementations use. */
    private static final double STATISTICS_DECAY = 0.9;

    private static final double EPSILON = 1e-5;

    private final GraphBuilder builder;
    private final Ending ending;

    private GraphParts(Output input, Ending ending) {
        this.ending = ending;
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
                .addInputs(input.layer())
                .setInputTypes(InputType.convolutional(input.height(), input.width(), input.channels()));
    }

    /** The graph of a network: pictures {@code [N, C, H, W]} in, logits {@code [N, classes]} out, all weights zero. */
    static ComputationGraphConfiguration graphOf(Network network, double labelSmoothing) {
        return build(
                network,
                new Ending(
                        layer -> new NamedDropout(layer.rate(), layer.name()),
                        new SoftmaxCrossEntropy(labelSmoothing),
                        Activation.IDENTITY));
    }

    /** The same with DL4J's own dropout and loss: probabilities {@code [N, classes]} come out. */
    static ComputationGraphConfiguration standardGraphOf(Network network) {
        return build(network, new Ending(layer -> new Dropout(1 - layer.rate()), new LossMCXENT(), Activation.SOFTMAX));
    }

    private static ComputationGraphConfiguration build(Network network, Ending ending) {
        GraphParts parts = new GraphParts(network.input(), ending);
        network.layers().forEach(layer -> layer.addTo(parts));
        return parts.builder.build();
    }

    void add(Layer.Convolution layer) {
        int padding = layer.kernel() / 2;
        addLayer(
                layer,
                new ConvolutionLayer.Builder(layer.kernel(), layer.kernel())
                        .nOut(layer.channels())
                        .stride(layer.stride(), layer.stride())
                        .padding(padding, padding)
                        .hasBias(false)
                        // An error of oneDNN must not turn into other numbers at a tenth of the speed.
                        .helperAllowFallback(false)
                        .build());
    }

    void add(Layer.Norm layer) {
        addLayer(
                layer,
                new BatchNormalization.Builder()
                        .decay(STATISTICS_DECAY)
                        .eps(EPSILON)
                        // The variance itself, so that its mean over lanes is a mean of variances.
                        .useLogStd(false)
                        .helperAllowFallback(false)
                        .build());
    }

    void add(Layer.Relu layer) {
        addLayer(layer, new ActivationLayer(Activation.RELU));
    }

    void add(Layer.MaxPooling layer) {
        int padding = layer.kernel() / 2;
        addLayer(
                layer,
                new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                        .kernelSize(layer.kernel(), layer.kernel())
                        .stride(layer.stride(), layer.stride())
                        .padding(padding, padding)
                        .helperAllowFallback(false)
                        .build());
    }

    /** Standard parts of DL4J: 1x1 pooling with the stride, behind it as many copies times zero as are needed. */
    void add(Layer.PaddedShortcut layer) {
        String picked = layer.name() + "-picked";
        builder.addLayer(
                picked,
                new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                        .kernelSize(1, 1)
                        .stride(layer.stride(), layer.stride())
                        .helperAllowFallback(false)
                        .build(),
                inputs(layer));
        List<String> parts = new ArrayList<>(List.of(picked));
        for (int i = 1; i < layer.channels() / layer.input().channels(); i++) {
            String zeros = layer.name() + "-zeros" + i;
            builder.addVertex(zeros, new ScaleVertex(0), picked);
            parts.add(zeros);
        }
        builder.addVertex(layer.name(), new MergeVertex(), parts.toArray(String[]::new));
    }

    void add(Layer.Addition layer) {
        builder.addVertex(layer.name(), new ElementWiseVertex(ElementWiseVertex.Op.Add), inputs(layer));
    }

    void add(Layer.GlobalPooling layer) {
        addLayer(layer, new GlobalPoolingLayer.Builder(PoolingType.AVG).build());
    }

    void add(Layer.Dropout layer) {
        addLayer(layer, new DropoutLayer.Builder(ending.dropout().apply(layer)).build());
    }

    void add(Layer.Head layer) {
        addLayer(
                layer,
                new OutputLayer.Builder(ending.loss())
                        .nOut(layer.classes())
                        .activation(ending.activation())
                        .build());
        builder.setOutputs(layer.name());
    }

    private void addLayer(Layer layer, org.deeplearning4j.nn.conf.layers.Layer kind) {
        builder.addLayer(layer.name(), kind, inputs(layer));
    }

    /** What behind the last map may be ours or DL4J's. */
    private record Ending(Function<Layer.Dropout, IDropout> dropout, ILossFunction loss, Activation activation) {}

    private static String[] inputs(Layer layer) {
        return layer.inputs().stream().map(Output::layer).toArray(String[]::new);
    }
}
