package org.sparkresnet.compute.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.lossfunctions.LossFunctions;
import org.sparkresnet.compute.GraphSketch;
import org.sparkresnet.compute.kernel.Shape;
import org.sparkresnet.compute.kernel.Window;

class GraphReaderTest {
    private static final Shape PICTURES = new Shape(2, 3, 8, 8);

    @Test
    void reluJoinsWhatItAloneReads() {
        List<Node> nodes = read(sketch().unit("a", 16, 3, 1, "pictures")
                .unit("b", 16, 3, 2, "a")
                .head("b"));
        assertThat(nodes)
                .extracting(Node::name)
                .containsExactly("pictures", "a-conv", "a-norm", "b-conv", "b-norm", "mean", "logits");
        assertThat(((Node.Norm) nodes.get(2)).shape().relu()).isTrue();
        assertThat(((Node.Convolution) nodes.get(3)).shape().window()).isEqualTo(new Window(3, 2, 1));
    }

    @Test
    void reluStandsAloneWhereSomebodyElseReadsTheSame() {
        List<Node> nodes = read(sketch().convolution("a", 16, 3, 1, "pictures")
                .norm("n", "a")
                .relu("r", "n")
                .sum("s", "r", "n")
                .head("s"));
        assertThat(nodes).extracting(Node::name).contains("r");
        assertThat(nodes)
                .filteredOn(Node.Norm.class::isInstance)
                .allMatch(norm -> !((Node.Norm) norm).shape().relu());
    }

    @Test
    void everyNodeStandsBehindWhatItComputesFromAndTheLogitsLast() {
        List<Node> nodes = read(
                sketch().head("s").sum("s", "b", "a").unit("b", 16, 3, 1, "a").unit("a", 16, 3, 1, "pictures"));
        for (int i = 0; i < nodes.size(); i++) {
            assertThat(nodes.subList(0, i)).containsAll(nodes.get(i).inputs());
        }
        assertThat(nodes.get(nodes.size() - 1).name()).isEqualTo("logits");
    }

    @Test
    void placesAreThoseOfTheFlatVector() {
        GraphSketch sketch = sketch().unit("a", 16, 3, 1, "pictures").head("a");
        List<GraphSketch.Parameter> parameters = GraphSketch.parameters(sketch.graph());
        List<Node> nodes = GraphReader.read(sketch.graph(), PICTURES);
        assertThat(((Node.Convolution) nodes.get(1)).weights()).isEqualTo(from(parameters, "a-conv", "W"));
        Node.NormPlaces places = ((Node.Norm) nodes.get(2)).places();
        assertThat(places.scale()).isEqualTo(from(parameters, "a-norm", "gamma"));
        assertThat(places.shift()).isEqualTo(from(parameters, "a-norm", "beta"));
        assertThat(places.mean()).isEqualTo(from(parameters, "a-norm", "mean"));
        assertThat(places.variance()).isEqualTo(from(parameters, "a-norm", "var"));
        assertThat(((Node.Dense) nodes.get(4)).bias()).isEqualTo(from(parameters, "logits", "b"));
    }

    private static int from(List<GraphSketch.Parameter> parameters, String layer, String key) {
        return parameters.stream()
                .filter(parameter ->
                        parameter.layer().equals(layer) && parameter.key().equals(key))
                .findFirst()
                .orElseThrow()
                .from();
    }

    static Stream<Arguments> layersThatNoNodeComputes() {
        return Stream.of(
                refused("dilation [2, 2]", GraphSketch.convolution(16, 3, 1).dilation(2, 2)),
                refused("kernel [3, 1]", GraphSketch.convolution(16, 3, 1).kernelSize(3, 1)),
                refused("stride [2, 1]", GraphSketch.convolution(16, 3, 1).stride(2, 1)),
                refused("padding [1, 0]", GraphSketch.convolution(16, 3, 1).padding(1, 0)),
                refused("mode Same", GraphSketch.convolution(16, 1, 1).convolutionMode(ConvolutionMode.Same)),
                refused("dropout", GraphSketch.convolution(16, 3, 1).dropOut(0.5)),
                refused("activation tanh", GraphSketch.convolution(16, 3, 1).activation(Activation.TANH)),
                refused("activation relu", GraphSketch.convolution(16, 3, 1).activation(Activation.RELU)),
                refused("regularization", GraphSketch.convolution(16, 3, 1).l2(0.1)),
                refused("regularization", GraphSketch.convolution(16, 3, 1).l1(0.1)),
                refused("regularization", GraphSketch.convolution(16, 3, 1).weightDecay(0.1)),
                refused(
                        "gradient normalization",
                        GraphSketch.convolution(16, 3, 1).gradientNormalization(GradientNormalization.ClipL2PerLayer)),
                refused("DepthwiseConvolution2D", new DepthwiseConvolution2D.Builder(3, 3).hasBias(false)),
                refused("locked gamma and beta", GraphSketch.norm().lockGammaBeta(true)),
                refused("logarithms of standard deviations", GraphSketch.norm().useLogStd(true)),
                refused("regularization", GraphSketch.norm().l2(0.1)),
                refused("dropout", GraphSketch.norm().dropOut(0.5)),
                refused("kernel [3, 2]", GraphSketch.maxPooling(3, 2).kernelSize(3, 2)),
                refused("stride [2, 1]", GraphSketch.maxPooling(3, 2).stride(2, 1)),
                refused("padding [1, 0]", GraphSketch.maxPooling(3, 2).padding(1, 0)),
                refused("mode Same", GraphSketch.maxPooling(1, 1).convolutionMode(ConvolutionMode.Same)),
                refused("dilation [2, 2]", GraphSketch.maxPooling(3, 2).dilation(2, 2)),
                refused("SubsamplingLayer", new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.AVG)),
                refused("SubsamplingLayer", new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.SUM)),
                refused("LocalResponseNormalization", new LocalResponseNormalization.Builder()),
                refused("ActivationLayer", new ActivationLayer.Builder().activation(Activation.SIGMOID)),
                refused(
                        "bounds or slopes",
                        new ActivationLayer.Builder().activation(new ActivationReLU(6.0, 0.0, 0.0))),
                refused(
                        "dropout",
                        new ActivationLayer.Builder()
                                .activation(Activation.RELU)
                                .dropOut(0.5)));
    }

    private static Arguments refused(String words, Layer.Builder<?> layer) {
        return Arguments.of(words, layer.build());
    }

    @ParameterizedTest
    @MethodSource("layersThatNoNodeComputes")
    void layersThatNoNodeComputesAreRefusedByName(String words, Layer layer) {
        GraphSketch sketch = sketch().convolution("a", 16, 3, 1, "pictures").layer("odd", layer, "a");
        assertRefused(sketch.head("odd"), "odd, a " + layer.getClass().getSimpleName(), words);
    }

    @Test
    void reluWithDropoutIsRefusedWhereItWouldHaveBeenJoined() {
        Layer relu = new ActivationLayer.Builder()
                .activation(Activation.RELU)
                .dropOut(0.5)
                .build();
        assertRefused(
                sketch().convolution("a", 16, 3, 1, "pictures")
                        .norm("n", "a")
                        .layer("odd", relu, "n")
                        .head("odd"),
                "odd, a ActivationLayer",
                "dropout");
    }

    @Test
    void poolingsAndHeadsOfAnotherKindAreRefused() {
        Layer largest = new GlobalPoolingLayer.Builder(PoolingType.MAX).build();
        assertRefused(meanIs(largest), "mean, a GlobalPoolingLayer");
        assertRefused(headIs(GraphSketch.output().hasBias(false).build()), "logits, a OutputLayer", "no bias");
        assertRefused(
                headIs(GraphSketch.output().activation(Activation.SOFTMAX).build()),
                "logits, a OutputLayer",
                "softmax");
        assertRefused(
                headIs(GraphSketch.output()
                        .lossFunction(LossFunctions.LossFunction.MSE)
                        .build()),
                "logits, a OutputLayer",
                "loss LossMSE");
        assertRefused(headIs(GraphSketch.output().dropOut(0.5).build()), "logits, a OutputLayer", "dropout");
    }

    /** DL4J puts these right while it builds, but a configuration can be changed behind that. */
    @Test
    void layersThatWereChangedLaterAreRefused() {
        ComputationGraphConfiguration rows =
                sketch().convolution("a", 16, 3, 1, "pictures").head("a").configuration();
        ((GlobalPoolingLayer) layer(rows, "mean")).setPoolingDimensions(new int[] {2});
        assertRefused(rows, "mean, a GlobalPoolingLayer", "dimensions [2]");
        ComputationGraphConfiguration format =
                sketch().convolution("a", 16, 3, 1, "pictures").head("a").configuration();
        ((ConvolutionLayer) layer(format, "a")).setCnn2dDataFormat(CNN2DFormat.NHWC);
        assertRefused(format, "a, a ConvolutionLayer", "format NHWC");
    }

    private static Layer layer(ComputationGraphConfiguration graph, String name) {
        return ((LayerVertex) graph.getVertices().get(name)).getLayerConf().getLayer();
    }

    @Test
    void severalInputsOrOutputsAreRefused() {
        ComputationGraphConfiguration inputs =
                sketch().convolution("a", 16, 3, 1, "pictures").head("a").configuration();
        inputs.setNetworkInputs(List.of("pictures", "more"));
        assertRefused(inputs, "the graph", "inputs [pictures, more]");
        ComputationGraphConfiguration outputs =
                sketch().convolution("a", 16, 3, 1, "pictures").head("a").configuration();
        outputs.setNetworkOutputs(List.of("logits", "mean"));
        assertRefused(outputs, "the graph", "outputs [logits, mean]");
    }

    @Test
    void denseLayersOnMapsAreRefused() {
        assertRefused(
                sketch().convolution("a", 16, 3, 1, "pictures")
                        .logits(GraphSketch.output().build(), "a"),
                "logits",
                "preprocessor");
    }

    @Test
    void verticesThatNoNodeComputesAreRefusedByName() {
        GraphSketch two = sketch().convolution("a", 16, 3, 1, "pictures").convolution("b", 16, 1, 1, "pictures");
        assertRefused(two.vertex("odd", new MergeVertex(), "a", "b").head("odd"), "odd, a MergeVertex");
        for (ElementWiseVertex.Op operation : ElementWiseVertex.Op.values()) {
            GraphSketch again = sketch().convolution("a", 16, 3, 1, "pictures")
                    .convolution("b", 16, 1, 1, "pictures")
                    .vertex("odd", new ElementWiseVertex(operation), "a", "b")
                    .head("odd");
            if (operation == ElementWiseVertex.Op.Add) {
                assertThatCode(() -> read(again)).doesNotThrowAnyException();
            } else {
                assertRefused(again, "odd, a ElementWiseVertex");
            }
        }
    }

    @Test
    void sumsOfThreeAreRefused() {
        assertRefused(
                sketch().convolution("a", 16, 3, 1, "pictures")
                        .sum("odd", "a", "a", "a")
                        .head("odd"),
                "odd, a ElementWiseVertex");
    }

    private static GraphSketch sketch() {
        return new GraphSketch(PICTURES);
    }

    private static GraphSketch meanIs(Layer mean) {
        return sketch().convolution("a", 16, 3, 1, "pictures")
                .layer("mean", mean, "a")
                .logits(GraphSketch.output().build(), "mean");
    }

    private static GraphSketch headIs(Layer head) {
        return sketch().convolution("a", 16, 3, 1, "pictures")
                .layer("mean", new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), "a")
                .logits(head, "mean");
    }

    private static List<Node> read(GraphSketch sketch) {
        return GraphReader.plan(sketch.configuration(), PICTURES);
    }

    private static void assertRefused(GraphSketch sketch, String... words) {
        assertRefused(sketch.configuration(), words);
    }

    private static void assertRefused(ComputationGraphConfiguration graph, String... words) {
        assertThatThrownBy(() -> GraphReader.plan(graph, PICTURES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no kernel computes ")
                .hasMessageContainingAll(words);
    }
}
