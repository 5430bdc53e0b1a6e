package org.sparkresnet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.optim.ParameterGroups;
import org.sparkresnet.optim.ParameterGroups.Group;
import org.sparkresnet.optim.ParameterGroups.Kind;

/** What the description of a network says is what DL4J makes of it. */
class NetworkTest {
    /** Odd and not square, so that every rounding of a stride shows. */
    private static final PictureShape ODD = new PictureShape(1, 75, 98);

    static Stream<Architecture> architectures() {
        return Stream.of(
                new CifarResNet(8, Shortcut.B),
                new CifarResNet(20, Shortcut.C),
                new CifarResNet(8, Shortcut.A),
                new ResNet(34, Shortcut.A, StrideIn.CONV1X1),
                new ResNet(50, Shortcut.A, StrideIn.CONV3X3),
                new ResNet(18, Shortcut.B, StrideIn.CONV1X1),
                new ResNet(34, Shortcut.C, StrideIn.CONV1X1),
                new ResNet(50, Shortcut.B, StrideIn.CONV1X1),
                new ResNet(50, Shortcut.C, StrideIn.CONV3X3));
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void everyLayerGivesWhatDl4jSays(Architecture architecture) {
        Network network = architecture.network(ODD, 10);
        Map<String, InputType> types = network.graph()
                .getLayerActivationTypes(InputType.convolutional(ODD.height(), ODD.width(), ODD.channels()));
        network.layers()
                .forEach(layer ->
                        assertThat(types.get(layer.name())).as(layer.toString()).isEqualTo(type(layer.output())));
        // DL4J names the input too, and the parts of shortcuts.
        assertThat(types.keySet().stream().filter(name -> !name.matches(".*-shortcut-(picked|zeros\\d)")))
                .hasSize((int) network.layers().count() + 1);
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void everyLayerHasAsManyParametersAsInDl4j(Architecture architecture) {
        Network network = architecture.network(ODD, 10);
        ComputationGraph graph = new ComputationGraph(network.graph());
        graph.init();
        Map<String, Long> trainable = sizes(graph, false);
        Map<String, Long> statistics = sizes(graph, true);
        network.layers().forEach(layer -> {
            assertThat(layer.trainableParameters())
                    .as(layer.toString())
                    .isEqualTo(trainable.getOrDefault(layer.name(), 0L));
            assertThat(layer.statistics()).as(layer.toString()).isEqualTo(statistics.getOrDefault(layer.name(), 0L));
        });
        assertThat(network.summary().parameters()).isEqualTo(graph.numParams());
        graph.close();
    }

    /** ResNet-8 on one gray 8x8 picture, added up by hand. */
    @Test
    void activationsAreTheOutputsOfAllLayers() {
        int stem = 3 * 16 * 64;
        int first = 7 * 16 * 64;
        int second = 9 * 32 * 16;
        int third = 9 * 64 * 4;
        int head = 64 + 10;
        assertThat(Networks.SMALL.network(Networks.TINY_PICTURE, 10).summary().activationsPerImage())
                .isEqualTo(stem + first + second + third + head);
    }

    @Test
    void multiplyAddsAreThoseOfConvolutionsAndHead() {
        int stem = 9 * 16 * 64;
        int first = 2 * 9 * 16 * 16 * 64;
        int second = (9 * 16 * 32 + 9 * 32 * 32 + 16 * 32) * 16;
        int third = (9 * 32 * 64 + 9 * 64 * 64 + 32 * 64) * 4;
        int head = 64 * 10;
        assertThat(Networks.SMALL.network(Networks.TINY_PICTURE, 10).summary().multiplyAdds())
                .isEqualTo(stem + first + second + third + head);
    }

    @Test
    void rowsAddUpToTheTotals() {
        NetworkSummary summary =
                new ResNet(152, Shortcut.B, StrideIn.CONV3X3).network(ODD, 77).summary();
        assertThat(summary.rows().stream()
                        .mapToLong(NetworkSummary.Row::trainableParameters)
                        .sum())
                .isEqualTo(summary.trainableParameters());
        assertThat(summary.rows().stream()
                        .mapToLong(NetworkSummary.Row::multiplyAdds)
                        .sum())
                .isEqualTo(summary.multiplyAdds());
    }

    @Test
    void mapsOfDifferentSizesCannotBeAdded() {
        assertThatThrownBy(() -> new Layer.Addition("sum", new Output("a", 4, 8, 8), new Output("b", 4, 8, 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sum adds Output[layer=a, channels=4, height=8, width=8]");
    }

    private static InputType type(Output output) {
        boolean flat = output.layer().equals("pool") || output.layer().equals("head");
        return flat
                ? InputType.feedForward(output.channels())
                : InputType.convolutional(output.height(), output.width(), output.channels());
    }

    private static Map<String, Long> sizes(ComputationGraph graph, boolean statistics) {
        return ParameterGroups.of(graph).groups().stream()
                .filter(group -> statistics == (group.kind() == Kind.STATISTIC))
                .collect(Collectors.groupingBy(Group::layer, Collectors.summingLong(Group::size)));
    }
}
