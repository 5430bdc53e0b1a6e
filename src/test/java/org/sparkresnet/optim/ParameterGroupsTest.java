package org.sparkresnet.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sparkresnet.optim.ParameterGroups.Group;
import org.sparkresnet.optim.ParameterGroups.Kind;

class ParameterGroupsTest {
    @Test
    void groupsOfAGraphCoverItsVectorOnce() {
        ComputationGraph graph = initialized(convolutionNormHead(false));
        boolean[] covered = new boolean[Math.toIntExact(graph.numParams())];
        ParameterGroups groups = ParameterGroups.of(graph);
        for (Group group : groups.groups()) {
            for (int i = group.from(); i < group.to(); i++) {
                assertThat(covered[i]).as(group.toString()).isFalse();
                covered[i] = true;
            }
        }
        assertThat(covered).doesNotContain(false);
        assertThat(groups.length()).isEqualTo(covered.length);
    }

    @Test
    void groupsAreNamedAndSizedLikeTheParameters() {
        List<Group> groups =
                ParameterGroups.of(initialized(convolutionNormHead(false))).groups();
        assertThat(groups.stream().map(group -> group.layer() + "/" + group.key() + " " + group.size()))
                .containsExactlyInAnyOrder(
                        "conv/W 18",
                        "conv/b 2",
                        "norm/gamma 2",
                        "norm/beta 2",
                        "norm/mean 2",
                        "norm/var 2",
                        "head/W 96",
                        "head/b 3");
    }

    @Test
    void onlyWeightsDecayAndRunningMomentsAreStatistics() {
        Map<Kind, Set<String>> keys = ParameterGroups.of(initialized(convolutionNormHead(false))).groups().stream()
                .collect(Collectors.groupingBy(Group::kind, Collectors.mapping(Group::key, Collectors.toSet())));
        assertThat(keys)
                .isEqualTo(Map.of(
                        Kind.WEIGHT, Set.of("W"),
                        Kind.UNDECAYED, Set.of("b", "gamma", "beta"),
                        Kind.STATISTIC, Set.of("mean", "var")));
    }

    /** Marks one group in the flat vector and finds the mark in the layer's own array. */
    @Test
    void groupsAreWhereTheLayersKeepTheirParameters() {
        ComputationGraph graph = initialized(convolutionNormHead(false));
        for (Group group : ParameterGroups.of(graph).groups()) {
            INDArray marked = Nd4j.zeros(graph.numParams());
            for (int i = group.from(); i < group.to(); i++) {
                marked.putScalar(i, 1);
            }
            graph.setParams(marked);
            assertThat(graph.getLayer(group.layer())
                            .getParam(group.key())
                            .sumNumber()
                            .intValue())
                    .isEqualTo(group.size());
        }
    }

    /** Deviations in place of variances could not be averaged over lanes. */
    @Test
    void statisticsInAnotherFormAreRefused() {
        ComputationGraph graph = initialized(convolutionNormHead(true));
        assertThatThrownBy(() -> ParameterGroups.of(graph))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parameter log10stdev of layer norm has no known kind");
    }

    @Test
    void gapsAndOverlapsAreRefused() {
        Group first = new Group("a", "W", Kind.WEIGHT, 0, 4);
        assertThatThrownBy(() -> new ParameterGroups(List.of(first, new Group("b", "W", Kind.WEIGHT, 5, 6))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not begin at 4");
        assertThatThrownBy(() -> new ParameterGroups(List.of(first, new Group("b", "W", Kind.WEIGHT, 3, 6))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Group("a", "W", Kind.WEIGHT, 4, 4)).isInstanceOf(IllegalArgumentException.class);
    }

    private static ComputationGraph initialized(ComputationGraphConfiguration configuration) {
        ComputationGraph graph = new ComputationGraph(configuration);
        graph.init();
        return graph;
    }

    /** 1x4x4 -> convolution of 2 channels -> batch normalization -> 3 classes. */
    private static ComputationGraphConfiguration convolutionNormHead(boolean useLogStd) {
        return new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(InputType.convolutional(4, 4, 1))
                .addLayer(
                        "conv",
                        new ConvolutionLayer.Builder(3, 3).padding(1, 1).nOut(2).build(),
                        "input")
                .addLayer(
                        "norm",
                        new BatchNormalization.Builder().useLogStd(useLogStd).build(),
                        "conv")
                .addLayer("head", new OutputLayer.Builder().nOut(3).build(), "norm")
                .setOutputs("head")
                .build();
    }
}
