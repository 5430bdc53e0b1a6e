package org.sparkresnet.compute.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.sparkresnet.compute.dl4j.NamedDropout;
import org.sparkresnet.compute.kernel.ConvolutionShape;
import org.sparkresnet.compute.kernel.DenseShape;
import org.sparkresnet.compute.kernel.NormShape;
import org.sparkresnet.compute.kernel.Shape;
import org.sparkresnet.compute.kernel.ShortcutShape;
import org.sparkresnet.compute.kernel.Window;

/** Reads what a DL4J graph computes out of its configuration. */
public final class GraphReader {
    private final ComputationGraphConfiguration configuration;
    private final Places places;
    private final PaddedShortcuts shortcuts;
    private final Map<String, Node> nodes = new HashMap<>();
    private final List<Node> order = new ArrayList<>();

    private GraphReader(ComputationGraphConfiguration configuration, Places places) {
        this.configuration = configuration;
        this.places = places;
        shortcuts = new PaddedShortcuts(configuration);
    }

    /**
     * The nodes of an initialized graph, in an order in which they can be computed; the last gives the logits.
     *
     * @param pictures what goes in
     * @throws IllegalArgumentException if a part of the graph has no node
     */
    public static List<Node> read(ComputationGraph graph, Shape pictures) {
        Places places = (layer, parameter) ->
                Math.toIntExact(graph.getLayer(layer).getParam(parameter).offset());
        return new GraphReader(graph.getConfiguration(), places).read(pictures);
    }

    /** The same for a graph that has no parameters yet: all their places are 0. */
    public static List<Node> plan(ComputationGraphConfiguration graph, Shape pictures) {
        return new GraphReader(graph, (layer, parameter) -> 0).read(pictures);
    }

    private List<Node> read(Shape pictures) {
        Refusals.check(configuration);
        put(new Node.Pictures(configuration.getNetworkInputs().get(0), pictures));
        configuration.getVertices().keySet().forEach(this::require);
        return order;
    }

    /** Reads a vertex behind those that it computes from. */
    private void require(String name) {
        if (!nodes.containsKey(name)) {
            configuration.getVertexInputs().get(name).forEach(this::require);
            if (!nodes.containsKey(name) && !shortcuts.contain(name)) {
                readVertex(name);
            }
        }
    }

    private void readVertex(String name) {
        Optional<PaddedShortcuts.Group> shortcut = shortcuts.endingAt(name);
        if (shortcut.isPresent()) {
            put(shortcut(name, shortcut.get()));
        } else {
            readSingle(name);
        }
    }

    private Node shortcut(String name, PaddedShortcuts.Group group) {
        Node input = nodes.get(group.input());
        int channels = group.multiple() * input.output().channels();
        return new Node.PaddedShortcut(name, input, new ShortcutShape(input.output(), channels, group.stride()));
    }

    private void readSingle(String name) {
        GraphVertex vertex = configuration.getVertices().get(name);
        List<Node> inputs = configuration.getVertexInputs().get(name).stream()
                .map(nodes::get)
                .toList();
        if (vertex instanceof LayerVertex layer) {
            put(layer(name, layer.getLayerConf().getLayer(), inputs.get(0)));
        } else if (vertex instanceof ElementWiseVertex sum
                && sum.getOp() == ElementWiseVertex.Op.Add
                && inputs.size() == 2) {
            put(new Node.Addition(name, inputs.get(0), inputs.get(1), joinsRelu(name)));
        } else {
            throw unknown(name, vertex);
        }
    }

    private Node layer(String name, org.deeplearning4j.nn.conf.layers.Layer layer, Node input) {
        if (layer instanceof OutputLayer output) {
            return dense(name, output, input);
        }
        if (layer instanceof ConvolutionLayer convolution) {
            Window window = new Window(
                    convolution.getKernelSize()[0],
                    convolution.getStride()[0],
                    convolution.getPadding()[0]);
            ConvolutionShape shape =
                    new ConvolutionShape(input.output(), Math.toIntExact(convolution.getNOut()), window);
            OptionalInt bias = convolution.hasBias()
                    ? OptionalInt.of(place(name, DefaultParamInitializer.BIAS_KEY))
                    : OptionalInt.empty();
            return new Node.Convolution(name, input, shape, place(name, DefaultParamInitializer.WEIGHT_KEY), bias);
        }
        if (layer instanceof BatchNormalization norm) {
            return norm(name, norm, input);
        }
        if (layer instanceof SubsamplingLayer pooling
                && pooling.getPoolingType() == org.deeplearning4j.nn.conf.layers.PoolingType.MAX) {
            return new Node.MaxPooling(
                    name,
                    input,
                    new Window(pooling.getKernelSize()[0], pooling.getStride()[0], pooling.getPadding()[0]));
        }
        if (layer instanceof GlobalPoolingLayer pooling && pooling.getPoolingType() == PoolingType.AVG) {
            return new Node.MeanPooling(name, input);
        }
        if (layer instanceof DropoutLayer && layer.getIDropout() instanceof NamedDropout dropout) {
            requireFeatures(name, input);
            return new Node.Dropout(name, input, dropout.rate());
        }
        if (isRelu(layer)) {
            return new Node.Relu(name, input);
        }
        if (layer instanceof ActivationLayer activation && activation.getActivationFn() instanceof ActivationELU elu) {
            return new Node.Elu(name, input, (float) elu.getAlpha());
        }
        throw unknown(name, layer);
    }

    private Node norm(String name, BatchNormalization layer, Node input) {
        return new Node.Norm(
                name,
                input,
                new NormShape(input.output(), (float) layer.getEps(), joinsRelu(name)),
                new Node.NormPlaces(
                        place(name, BatchNormalizationParamInitializer.GAMMA),
                        place(name, BatchNormalizationParamInitializer.BETA),
                        place(name, BatchNormalizationParamInitializer.GLOBAL_MEAN),
                        place(name, BatchNormalizationParamInitializer.GLOBAL_VAR)),
                layer.getDecay());
    }

    private Node dense(String name, OutputLayer layer, Node input) {
        requireFeatures(name, input);
        Shape features = input.output();
        DenseShape shape = new DenseShape(features.pictures(), features.channels(), Math.toIntExact(layer.getNOut()));
        return new Node.Dense(
                name,
                input,
                shape,
                place(name, DefaultParamInitializer.WEIGHT_KEY),
                place(name, DefaultParamInitializer.BIAS_KEY));
    }

    /** One value per channel is in the same place in every layout. */
    private static void requireFeatures(String name, Node input) {
        Shape maps = input.output();
        if (maps.height() != 1 || maps.width() != 1) {
            throw new IllegalArgumentException("no kernel computes " + name + " from maps of " + maps.height() + "x"
                    + maps.width() + ": only from the mean of every channel");
        }
    }

    /** Whether nothing but a ReLU looks at this vertex. */
    private boolean joinsRelu(String name) {
        List<String> readers = readers(name);
        return readers.size() == 1
                && configuration.getVertices().get(readers.get(0)) instanceof LayerVertex layer
                && isRelu(layer.getLayerConf().getLayer());
    }

    private static boolean isRelu(org.deeplearning4j.nn.conf.layers.Layer layer) {
        return layer instanceof ActivationLayer activation && activation.getActivationFn() instanceof ActivationReLU;
    }

    /** A node, and the ReLU that it was joined with. */
    private void put(Node node) {
        order.add(node);
        nodes.put(node.name(), node);
        boolean joined = node instanceof Node.Norm norm && norm.shape().relu()
                || node instanceof Node.Addition addition && addition.relu();
        if (joined) {
            nodes.put(readers(node.name()).get(0), node);
        }
    }

    private List<String> readers(String name) {
        return configuration.getVertexInputs().entrySet().stream()
                .filter(entry -> entry.getValue().contains(name))
                .map(Map.Entry::getKey)
                .toList();
    }

    private int place(String name, String parameter) {
        return places.of(name, parameter);
    }

    private static IllegalArgumentException unknown(String name, Object part) {
        return new IllegalArgumentException(
                "no kernel computes " + name + ", a " + part.getClass().getSimpleName());
    }

    /** Index of the first value of a parameter in the flat vector. */
    @FunctionalInterface
    private interface Places {
        int of(String layer, String parameter);
    }
}
