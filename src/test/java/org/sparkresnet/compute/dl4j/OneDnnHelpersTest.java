package org.sparkresnet.compute.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingLayer;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNBatchNormHelper;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNConvHelper;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNSubsamplingHelper;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.model.CifarResNet;
import org.sparkresnet.model.ResNet;
import org.sparkresnet.model.Shortcut;
import org.sparkresnet.model.StrideIn;

class OneDnnHelpersTest {
    @AfterEach
    void switchOn() {
        OneDnnHelpers.enable();
    }

    @Test
    void everyConvolutionAndNormalizationComputesWithOneDnn() {
        OneDnnHelpers.enable();
        ComputationGraph graph = resNet8();
        OneDnnHelpers.requireIn(graph);
        assertThat(layers(graph, ConvolutionLayer.class)).hasSize(9).allSatisfy(layer -> assertThat(layer.getHelper())
                .isInstanceOf(MKLDNNConvHelper.class));
        assertThat(layers(graph, BatchNormalization.class)).hasSize(9).allSatisfy(layer -> assertThat(layer.getHelper())
                .isInstanceOf(MKLDNNBatchNormHelper.class));
    }

    @Test
    void maxPoolingComputesWithOneDnn() {
        OneDnnHelpers.enable();
        ComputationGraph graph = new ComputationGraph(
                new ResNet(18, Shortcut.B, StrideIn.CONV1X1).graph(new PictureShape(1, 32, 32), 10));
        graph.init();
        OneDnnHelpers.requireIn(graph);
        assertThat(layers(graph, SubsamplingLayer.class)).hasSize(1).allSatisfy(layer -> assertThat(layer.getHelper())
                .isInstanceOf(MKLDNNSubsamplingHelper.class));
    }

    @Test
    void graphWithoutHelpersIsRefusedWithTheRemedy() {
        System.setProperty("org.eclipse.deeplearning4j.helpers.disable", "true");
        ComputationGraph graph = resNet8();
        assertThatThrownBy(() -> OneDnnHelpers.requireIn(graph))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("layer stem: DL4J did not find oneDNN, training would take ten times as long;"
                        + " build the jar with a -Dnd4j.classifier that contains onednn, such as"
                        + " linux-x86_64-onednn-avx2");
    }

    private static List<Layer> layers(ComputationGraph graph, Class<? extends Layer> kind) {
        return Arrays.stream(graph.getLayers()).filter(kind::isInstance).toList();
    }

    private static ComputationGraph resNet8() {
        ComputationGraph graph =
                new ComputationGraph(new CifarResNet(8, Shortcut.B).graph(new PictureShape(1, 8, 8), 10));
        graph.init();
        return graph;
    }
}
