package org.sparkresnet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.sparkresnet.data.Batch;
import org.sparkresnet.optim.Sgd;
import org.sparkresnet.replica.Replica;
import org.sparkresnet.replica.Scores;

/**
 * Our networks against PyTorch's, computed there in float64.
 *
 * <p>Distances are relative L2 distances of single parameters; the tolerances are a few times what was reached, which
 * in turn is about what PyTorch's own float32 reaches.
 */
class TorchGoldenTest {
    private static final double FORWARD = 1e-5;
    private static final double BACKWARD = 1e-4;

    @ParameterizedTest
    @ValueSource(strings = {"resnet8-1x16x16", "resnet8-3x32x32", "resnet20-3x32x32"})
    void logitsAndLossOfTrainingAreThoseOfPyTorch(String name) {
        TorchGolden golden = new TorchGolden(name);
        try (Replica replica = replica(golden, new Sgd(0, false, 0))) {
            Batch batch = golden.batch(0);
            assertLogits(golden.training(false).get("logits"), logits(golden, replica, batch, true));
            double loss = golden.training(false).get("losses").get(0).doubleValue();
            assertThat(replica.computeGradient(batch).loss()).isCloseTo(loss, within(FORWARD * loss));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"resnet8-1x16x16", "resnet8-3x32x32", "resnet20-3x32x32"})
    void gradientIsThatOfPyTorch(String name) {
        TorchGolden golden = new TorchGolden(name);
        try (Replica replica = replica(golden, new Sgd(0, false, 0))) {
            replica.computeGradient(golden.batch(0));
            float[] gradient = Formulas.copy(replica.gradient());
            JsonNode digests = golden.training(false).get("gradient");
            assertAllBelow(BACKWARD, golden.distances(digests, gradient));
            golden.assertNorms(digests, gradient, BACKWARD);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"resnet8-1x16x16", "resnet8-3x32x32", "resnet20-3x32x32"})
    void oneStepMovesParametersAndRunningStatisticsAsPyTorchDoes(String name) {
        TorchGolden golden = new TorchGolden(name);
        try (Replica replica = replica(golden, golden.optimizer(false))) {
            float[] start = Formulas.copy(replica.parameters());
            step(golden, replica, 0);
            assertMovedAs(golden, golden.training(false).get("afterOneStep"), start, replica);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "resnet8-1x16x16, false",
        "resnet8-3x32x32, false",
        "resnet20-3x32x32, false",
        "resnet8-1x16x16, true",
        "resnet8-3x32x32, true",
        "resnet20-3x32x32, true"
    })
    void threeStepsMoveTheNetworkAsPyTorchDoes(String name, boolean nesterov) {
        TorchGolden golden = new TorchGolden(name);
        JsonNode training = golden.training(nesterov);
        try (Replica replica = replica(golden, golden.optimizer(nesterov))) {
            float[] start = Formulas.copy(replica.parameters());
            for (int step = 0; step < 3; step++) {
                double loss = training.get("losses").get(step).doubleValue();
                assertThat(step(golden, replica, step).loss()).isCloseTo(loss, within(FORWARD * loss));
            }
            assertMovedAs(golden, training.get("afterThreeSteps"), start, replica);
            assertEvaluatesAs(golden, training.get("evaluation"), replica);
        }
    }

    private static Replica replica(TorchGolden golden, Sgd optimizer) {
        Replica replica = Networks.blueprint(golden.architecture(), golden.shape(), optimizer)
                .create();
        replica.parameters().put(golden.start(Formulas.copy(replica.parameters())));
        return replica;
    }

    private static Scores step(TorchGolden golden, Replica replica, int step) {
        Scores scores = replica.computeGradient(golden.batch(step));
        replica.update(replica.gradient(), 1, golden.learningRate());
        return scores;
    }

    /** Compares the ways from {@code start}, because weight decay alone is below the tolerance on the weights. */
    private static void assertMovedAs(TorchGolden golden, JsonNode digests, float[] start, Replica replica) {
        float[] end = Formulas.copy(replica.parameters());
        assertAllBelow(BACKWARD, golden.wayDistances(digests, start, end));
        golden.assertNorms(digests, end, FORWARD);
    }

    private static void assertEvaluatesAs(TorchGolden golden, JsonNode evaluation, Replica replica) {
        Batch batch = golden.batch(3);
        assertLogits(evaluation.get("logits"), logits(golden, replica, batch, false));
        double loss = evaluation.get("loss").doubleValue();
        assertThat(replica.evaluate(batch).loss()).isCloseTo(loss, within(FORWARD * loss));
    }

    private static void assertAllBelow(double tolerance, Map<?, TorchGolden.Distance> distances) {
        assertThat(distances).isNotEmpty().allSatisfy((what, distance) -> assertThat(distance.relative())
                .as(what.toString())
                .isLessThan(tolerance));
    }

    private static void assertLogits(JsonNode golden, float[] logits) {
        assertThat(logits).hasSize(golden.size());
        TorchGolden.Distance distance = new TorchGolden.Distance();
        for (int i = 0; i < logits.length; i++) {
            distance.add(logits[i], golden.get(i).doubleValue());
        }
        assertThat(distance.relative()).isLessThan(FORWARD);
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
