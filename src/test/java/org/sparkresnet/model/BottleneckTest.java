package org.sparkresnet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sparkresnet.data.Batch;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.optim.ParameterGroups;
import org.sparkresnet.optim.ParameterGroups.Group;
import org.sparkresnet.optim.ParameterGroups.Kind;

/** Two stages of two bottlenecks, narrow enough that every parameter can be tried. */
class BottleneckTest {
    private static final PictureShape SHAPE = new PictureShape(3, 16, 16);
    private static final int EXAMPLES = 8;
    private static final float STEP = 0x1p-12f;
    /** Of the largest value of the parameter's gradient; 0.014 was reached, by chance of the ReLUs. */
    private static final double TOLERANCE = 0.04;

    @ParameterizedTest
    @EnumSource(StrideIn.class)
    void gradientIsTheSlopeOfTheLoss(StrideIn strideIn) {
        ComputationGraph graph = Networks.graph(narrow(strideIn));
        ParameterGroups groups = ParameterGroups.of(graph);
        new HeInitialization(1).write(graph.params().data().asNio().asFloatBuffer(), graph, groups);
        loss(graph);
        float[] gradient = graph.getFlattenedGradients().dup().data().asFloat();
        for (Group group : groups.groups()) {
            if (group.kind() != Kind.STATISTIC) {
                int i = largest(gradient, group);
                assertThat((double) gradient[i])
                        .as("value " + (i - group.from()) + " of " + group)
                        .isCloseTo(slope(graph, i), within(TOLERANCE * Math.abs(gradient[i])));
            }
        }
    }

    private static Network narrow(StrideIn strideIn) {
        ResidualBlock block = new ResidualBlock.Bottleneck(Shortcut.B, strideIn);
        NetworkBuilder network = new NetworkBuilder(SHAPE);
        network.stage("stem", "");
        Output end = network.convolutionNormRelu("stem", network.input(), 4, 7, 2);
        end = network.maxPooling("stem-pool", end, 3, 2);
        end = new ResidualStage(1, 2, 4, 1).addTo(network, block, end);
        end = new ResidualStage(2, 2, 8, 2).addTo(network, block, end);
        return network.classifier(end, 10, 0);
    }

    private static double slope(ComputationGraph graph, int i) {
        INDArray parameters = graph.params();
        float middle = parameters.getFloat(i);
        parameters.putScalar(i, middle + STEP);
        double above = loss(graph);
        parameters.putScalar(i, middle - STEP);
        double below = loss(graph);
        parameters.putScalar(i, middle);
        return (above - below) / ((double) (middle + STEP) - (middle - STEP));
    }

    private static double loss(ComputationGraph graph) {
        Batch batch = Formulas.batch(SHAPE, EXAMPLES, 0);
        float[] labels = new float[EXAMPLES];
        for (int n = 0; n < EXAMPLES; n++) {
            labels[n] = batch.label(n);
        }
        graph.setInput(0, Networks.images(batch, SHAPE));
        graph.setLabels(Nd4j.createFromArray(labels).reshape(EXAMPLES, 1));
        graph.computeGradientAndScore();
        return graph.score();
    }

    private static int largest(float[] gradient, Group group) {
        int largest = group.from();
        for (int i = group.from(); i < group.to(); i++) {
            if (Math.abs(gradient[i]) > Math.abs(gradient[largest])) {
                largest = i;
            }
        }
        return largest;
    }
}
