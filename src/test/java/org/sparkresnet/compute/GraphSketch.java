package org.sparkresnet.compute;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.NoOp;
import org.sparkresnet.compute.dl4j.OneDnnHelpers;
import org.sparkresnet.compute.dl4j.SoftmaxCrossEntropy;
import org.sparkresnet.compute.engine.FlatVectors;
import org.sparkresnet.compute.kernel.Shape;

/** A small DL4J graph, drawn by hand; pictures are called "pictures", the logits "logits". */
public final class GraphSketch {
    public static final int CLASSES = 4;

    private final GraphBuilder builder;

    /** @param picture what goes in */
    public GraphSketch(Shape picture) {
        builder = new NeuralNetConfiguration.Builder()
                .seed(0)
                .weightInit(WeightInit.ZERO)
                .dataType(DataType.FLOAT)
                .activation(Activation.IDENTITY)
                .convolutionMode(ConvolutionMode.Truncate)
                .cacheMode(CacheMode.DEVICE)
                .updater(new NoOp())
                .graphBuilder()
                .addInputs("pictures")
                .setInputTypes(InputType.convolutional(picture.height(), picture.width(), picture.channels()));
    }

    public GraphSketch convolution(String name, int channels, int side, int stride, String input) {
        return layer(name, convolution(channels, side, stride).build(), input);
    }

    /** A convolution as the networks have it, to be changed. */
    public static ConvolutionLayer.Builder convolution(int channels, int side, int stride) {
        return new ConvolutionLayer.Builder(side, side)
                .nOut(channels)
                .stride(stride, stride)
                .padding(side / 2, side / 2)
                .hasBias(false);
    }

    public GraphSketch norm(String name, String input) {
        return layer(name, norm().build(), input);
    }

    /** A normalization as the networks have it, to be changed. */
    public static BatchNormalization.Builder norm() {
        return new BatchNormalization.Builder().decay(0.9).eps(1e-5).useLogStd(false);
    }

    public GraphSketch relu(String name, String input) {
        return layer(name, new ActivationLayer(Activation.RELU), input);
    }

    /** Convolution, normalization and ReLU; the last has the name, the others "name-conv" and "name-norm". */
    public GraphSketch unit(String name, int channels, int side, int stride, String input) {
        return convolution(name + "-conv", channels, side, stride, input)
                .norm(name + "-norm", name + "-conv")
                .relu(name, name + "-norm");
    }

    public GraphSketch sum(String name, String... inputs) {
        return vertex(name, new ElementWiseVertex(ElementWiseVertex.Op.Add), inputs);
    }

    public GraphSketch maxPooling(String name, int side, int stride, String input) {
        return layer(name, maxPooling(side, stride).build(), input);
    }

    /** A max pooling as the networks have it, to be changed. */
    public static SubsamplingLayer.Builder maxPooling(int side, int stride) {
        return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                .kernelSize(side, side)
                .stride(stride, stride)
                .padding(side / 2, side / 2);
    }

    /** Mean pooling and the dense layer. */
    public GraphSketch head(String input) {
        return layer("mean", new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), input)
                .logits(output().build(), "mean");
    }

    /** A dense layer as the networks have it, to be changed. */
    public static OutputLayer.Builder output() {
        return new OutputLayer.Builder(new SoftmaxCrossEntropy()).nOut(CLASSES).activation(Activation.IDENTITY);
    }

    public GraphSketch logits(Layer layer, String input) {
        builder.setOutputs("logits");
        return layer("logits", layer, input);
    }

    public GraphSketch layer(String name, Layer layer, String input) {
        builder.addLayer(name, layer, input);
        return this;
    }

    public GraphSketch vertex(String name, GraphVertex vertex, String... inputs) {
        builder.addVertex(name, vertex, inputs);
        return this;
    }

    public ComputationGraphConfiguration configuration() {
        return builder.build();
    }

    /** Initialized, with a view for gradients and random parameters; garbage collection frees it. */
    public ComputationGraph graph() {
        OneDnnHelpers.enable();
        ComputeThreads.use(1);
        ComputationGraph graph = new ComputationGraph(configuration());
        graph.init();
        graph.initGradientsView();
        FloatBuffer values = FlatVectors.of(graph).parameters();
        SplittableRandom random = new SplittableRandom(1);
        for (Parameter parameter : parameters(graph)) {
            for (int i = parameter.from(); i < parameter.from() + parameter.count(); i++) {
                values.put(i, (float) parameter.initial(random.nextDouble(-1, 1)));
            }
        }
        return graph;
    }

    /** All parameters of a graph, statistics included. */
    public static List<Parameter> parameters(ComputationGraph graph) {
        List<Parameter> parameters = new ArrayList<>();
        for (org.deeplearning4j.nn.api.Layer layer : graph.getLayers()) {
            for (Map.Entry<String, INDArray> entry : layer.paramTable().entrySet()) {
                INDArray values = entry.getValue();
                long fanIn = entry.getKey().equals("W") && values.rank() == 4 ? values.length() / values.size(0) : 8;
                parameters.add(new Parameter(
                        layer.conf().getLayer().getLayerName(),
                        entry.getKey(),
                        Math.toIntExact(values.offset()),
                        Math.toIntExact(values.length()),
                        fanIn));
            }
        }
        return parameters;
    }

    /**
     * A part of the flat vector.
     *
     * @param key DL4J's name, such as "W" or "gamma"
     */
    public record Parameter(String layer, String key, int from, int count, long fanIn) {
        public boolean isStatistic() {
            return key.equals("mean") || key.equals("var");
        }

        private double initial(double uniform) {
            return switch (key) {
                case "W" -> uniform * Math.sqrt(6.0 / fanIn);
                case "gamma" -> 1 + uniform / 4;
                case "var" -> 1 + uniform / 2;
                default -> uniform / 4;
            };
        }
    }
}
