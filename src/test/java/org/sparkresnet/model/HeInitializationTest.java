package org.sparkresnet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.optim.ParameterGroups;
import org.sparkresnet.optim.ParameterGroups.Group;
import org.sparkresnet.optim.ParameterGroups.Kind;
import org.sparkresnet.replica.Replica;

class HeInitializationTest {
    private static final PictureShape SHAPE = new PictureShape(3, 8, 8);
    /** Standard deviations that an estimate may be off: once in 1.7 million draws by chance. */
    private static final double DEVIATIONS = 5;

    private static ComputationGraph graph;
    private static ParameterGroups groups;
    private static float[] start;

    @BeforeAll
    static void readTheStart() {
        graph = Networks.graph(Networks.SMALL, SHAPE);
        groups = ParameterGroups.of(graph);
        try (Replica replica = Networks.small(SHAPE, 1)) {
            start = Formulas.copy(replica.parameters());
        }
    }

    @Test
    void weightsHaveMeanZeroAndVarianceTwoOverFanIn() {
        for (Group group : groups.groups()) {
            if (group.kind() == Kind.WEIGHT) {
                double[] weights = standardized(group);
                double variation = 1 / Math.sqrt(weights.length);
                assertThat(Arrays.stream(weights).average().orElseThrow())
                        .as("mean of " + group)
                        .isCloseTo(0, within(DEVIATIONS * variation));
                assertThat(Arrays.stream(weights).map(w -> w * w).average().orElseThrow())
                        .as("variance of " + group)
                        .isCloseTo(1, within(DEVIATIONS * Math.sqrt(2) * variation));
            }
        }
    }

    @Test
    void weightsAreNormallyDistributed() {
        double[] weights = groups.groups().stream()
                .filter(group -> group.kind() == Kind.WEIGHT)
                .flatMapToDouble(group -> Arrays.stream(standardized(group)))
                .toArray();
        assertShareBeyond(weights, 0.5, 0.617075);
        assertShareBeyond(weights, 1, 0.317311);
        assertShareBeyond(weights, 2, 0.045500);
        assertShareBeyond(weights, 3, 0.002700);
    }

    @Test
    void otherParametersStartAsThoseOfPyTorch() {
        for (Group group : groups.groups()) {
            if (group.kind() != Kind.WEIGHT) {
                float expected = group.key().equals("gamma") || group.key().equals("var") ? 1 : 0;
                assertThat(Arrays.copyOfRange(start, group.from(), group.to()))
                        .as(group.toString())
                        .containsOnly(expected);
            }
        }
    }

    @Test
    void layersOfOneShapeDiffer() {
        assertThat(weights("stage1-block1-conv1")).isNotEqualTo(weights("stage1-block1-conv2"));
    }

    /** Runs are compared over years; these three numbers must outlive every release. */
    @Test
    void bitsOfASeedNeverChange() {
        assertThat(Arrays.copyOf(weights("stem"), 3)).containsExactly(0.024763731f, 0.48391202f, -0.95301265f);
        assertThat(Arrays.copyOf(weights("head"), 3)).containsExactly(0.17922056f, 0.035397626f, -0.36800832f);
    }

    /** Weights divided by the deviation that they should have. */
    private static double[] standardized(Group group) {
        long[] shape = graph.getLayer(group.layer()).getParam(group.key()).shape();
        // Convolutions are [out, in, height, width], dense layers [in, out].
        long fanIn = shape.length == 4 ? LongStream.of(shape).skip(1).reduce(1, (a, b) -> a * b) : shape[0];
        double[] values = new double[group.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = start[group.from() + i] / Math.sqrt(2.0 / fanIn);
        }
        return values;
    }

    private static void assertShareBeyond(double[] values, double limit, double expected) {
        double share =
                (double) Arrays.stream(values).filter(v -> Math.abs(v) > limit).count() / values.length;
        double variation = Math.sqrt(expected * (1 - expected) / values.length);
        assertThat(share).as("share beyond " + limit).isCloseTo(expected, within(DEVIATIONS * variation));
    }

    private static float[] weights(String layer) {
        Group group = groups.groups().stream()
                .filter(g -> g.layer().equals(layer) && g.kind() == Kind.WEIGHT)
                .findFirst()
                .orElseThrow();
        return Arrays.copyOfRange(start, group.from(), group.to());
    }
}
