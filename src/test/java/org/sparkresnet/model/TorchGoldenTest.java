package org.sparkresnet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.sparkresnet.data.Batch;
import org.sparkresnet.data.Minibatch;
import org.sparkresnet.optim.ParameterGroups.Kind;
import org.sparkresnet.optim.Sgd;
import org.sparkresnet.replica.Replica;
import org.sparkresnet.replica.Scores;

/**
 * Our networks against PyTorch's, computed there in float64. What steps changed is compared as ways from the start,
 * because weight decay alone is below the tolerance on the weights.
 *
 * <p>Distances are relative L2 distances of single parameters; the tolerances are a few times what was reached, which
 * in turn is about what PyTorch's own float32 reaches.
 */
class TorchGoldenTest {
    private static final double FORWARD = 1e-5;
    private static final double BACKWARD = 1e-4;
    /** Where ReLUs take the other side, see the generating script: a wrong layer would be off by about 1. */
    private static final double UNSTABLE_FORWARD = 0.02;

    private static final double UNSTABLE_BACKWARD = 0.05;

    @ParameterizedTest
    @MethodSource("all")
    void logitsAndLossOfTrainingAreThoseOfPyTorch(String name) {
        TorchGolden golden = new TorchGolden(name);
        try (Replica replica = replica(golden, new Sgd(0, false, 0))) {
            Batch batch = golden.batch(0);
            assertLogits(golden.training(false).get("logits"), logits(golden, replica, batch, true), FORWARD);
            double loss = golden.training(false).get("losses").get(0).doubleValue();
            assertThat(replica.computeGradient(new Minibatch(0, 0, batch)).loss())
                    .isCloseTo(loss, within(FORWARD * loss));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void gradientIsThatOfPyTorch(String name) {
        TorchGolden golden = new TorchGolden(name);
        try (Replica replica = replica(golden, new Sgd(0, false, 0))) {
            replica.computeGradient(new Minibatch(0, 0, golden.batch(0)));
            float[] gradient = Formulas.copy(replica.gradient());
            JsonNode digests = golden.training(false).get("gradient");
            double tolerance = backward(golden, 1);
            assertAllBelow(tolerance, golden.distances(digests, gradient));
            golden.assertNorms(digests, gradient, tolerance);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void oneStepMovesParametersAndRunningStatisticsAsPyTorchDoes(String name) {
        TorchGolden golden = new TorchGolden(name);
        try (Replica replica = replica(golden, golden.optimizer(false))) {
            float[] start = Formulas.copy(replica.parameters());
            step(golden, replica, 0);
            JsonNode digests = golden.training(false).get("afterOneStep");
            float[] end = Formulas.copy(replica.parameters());
            Map<Kind, TorchGolden.Distance> distances = golden.wayDistances(digests, start, end);
            assertThat(distances.get(Kind.STATISTIC).relative()).isLessThan(BACKWARD);
            assertAllBelow(backward(golden, 1), distances);
            golden.assertNorms(digests, end, FORWARD);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cifar-resnet8-1x16x16, false",
        "cifar-resnet8-3x32x32, false",
        "cifar-resnet8-a-3x32x32, false",
        "cifar-resnet20-3x32x32, false",
        "resnet18-3x64x64, false",
        "cifar-resnet8-1x16x16, true",
        "cifar-resnet8-3x32x32, true",
        "cifar-resnet8-a-3x32x32, true",
        "cifar-resnet20-3x32x32, true"
    })
    void threeStepsMoveTheNetworkAsPyTorchDoes(String name, boolean nesterov) {
        TorchGolden golden = new TorchGolden(name);
        JsonNode training = golden.training(nesterov);
        try (Replica replica = replica(golden, golden.optimizer(nesterov))) {
            float[] start = Formulas.copy(replica.parameters());
            for (int step = 0; step < 3; step++) {
                double loss = training.get("losses").get(step).doubleValue();
                double tolerance = forward(golden, step);
                assertThat(step(golden, replica, step).loss()).isCloseTo(loss, within(tolerance * loss));
            }
            JsonNode digests = training.get("afterThreeSteps");
            float[] end = Formulas.copy(replica.parameters());
            assertAllBelow(backward(golden, 3), golden.wayDistances(digests, start, end));
            golden.assertNorms(digests, end, forward(golden, 3));
            assertEvaluatesAs(golden, training.get("evaluation"), replica);
        }
    }

    static Stream<String> all() {
        return Stream.of(
                "cifar-resnet8-1x16x16",
                "cifar-resnet8-3x32x32",
                "cifar-resnet8-a-3x32x32",
                "cifar-resnet20-3x32x32",
                "resnet18-3x64x64",
                "resnet50-conv1x1-3x64x64",
                "resnet50-conv3x3-3x64x64");
    }

    private static Replica replica(TorchGolden golden, Sgd optimizer) {
        return golden.replica(optimizer, Networks.compute(1));
    }

    private static Scores step(TorchGolden golden, Replica replica, int step) {
        Scores scores = replica.computeGradient(new Minibatch(0, 0, golden.batch(step)));
        replica.update(replica.gradient(), 1, golden.learningRate());
        return scores;
    }

    private static void assertEvaluatesAs(TorchGolden golden, JsonNode evaluation, Replica replica) {
        double tolerance = forward(golden, 3);
        Batch batch = golden.batch(3);
        assertLogits(evaluation.get("logits"), logits(golden, replica, batch, false), tolerance);
        double loss = evaluation.get("loss").doubleValue();
        assertThat(replica.evaluate(batch).loss()).isCloseTo(loss, within(tolerance * loss));
    }

    /** Tolerance on what is computed forward after so many steps. */
    private static double forward(TorchGolden golden, int steps) {
        return golden.isStableFor(steps) ? FORWARD : UNSTABLE_FORWARD;
    }

    /** Tolerance on the gradients of so many steps. */
    private static double backward(TorchGolden golden, int steps) {
        return golden.isStableFor(steps) ? BACKWARD : UNSTABLE_BACKWARD;
    }

    private static void assertAllBelow(double tolerance, Map<?, TorchGolden.Distance> distances) {
        assertThat(distances).isNotEmpty().allSatisfy((what, distance) -> assertThat(distance.relative())
                .as(what.toString())
                .isLessThan(tolerance));
    }

    private static void assertLogits(JsonNode golden, float[] logits, double tolerance) {
        assertThat(logits).hasSize(golden.size());
        TorchGolden.Distance distance = new TorchGolden.Distance();
        for (int i = 0; i < logits.length; i++) {
            distance.add(logits[i], golden.get(i).doubleValue());
        }
        assertThat(distance.relative()).isLessThan(tolerance);
    }

    /** {@code [N * classes]}. */
    private static float[] logits(TorchGolden golden, Replica replica, Batch batch, boolean training) {
        float[] parameters = Formulas.copy(replica.parameters());
        ComputationGraph graph = Networks.graph(golden.architecture(), golden.shape(), parameters);
        try (INDArray logits = graph.outputSingle(training, Networks.images(batch, golden.shape()))) {
            return logits.dup('c').data().asFloat();
        }
    }
}
