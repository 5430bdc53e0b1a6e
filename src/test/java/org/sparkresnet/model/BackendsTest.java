package org.sparkresnet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkresnet.compute.Backend;
import org.sparkresnet.compute.ComputeSettings;
import org.sparkresnet.data.Batch;
import org.sparkresnet.data.Minibatch;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.replica.Replica;
import org.sparkresnet.replica.Scores;

/** Kernels of oneDNN against DL4J's own layers: the fast way against the slow and obviously right one. */
class BackendsTest {
    private static final double FORWARD = 1e-5;
    private static final double BACKWARD = 1e-4;

    static Stream<Arguments> networks() {
        return Stream.of(
                Arguments.of(new CifarResNet(8, Shortcut.B), new PictureShape(1, 8, 8), 4, 1),
                Arguments.of(new CifarResNet(8, Shortcut.B), new PictureShape(3, 29, 31), 3, 2),
                Arguments.of(new CifarResNet(8, Shortcut.C), new PictureShape(3, 32, 32), 2, 2),
                Arguments.of(new CifarResNet(8, Shortcut.A), new PictureShape(3, 32, 32), 2, 2),
                Arguments.of(new CifarResNet(8, Shortcut.A), new PictureShape(1, 13, 10), 3, 1),
                Arguments.of(new ResNet(18, Shortcut.C, StrideIn.CONV3X3), new PictureShape(1, 65, 97), 4, 2));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void gradientAndScoresAreThoseOfDl4j(Architecture architecture, PictureShape shape, int size, int threads) {
        Batch batch = Formulas.batch(shape, size, 0);
        Outcome slow = outcome(architecture, shape, new ComputeSettings(Backend.ND4J, threads), batch);
        Outcome fast = outcome(architecture, shape, new ComputeSettings(Backend.ONEDNN, threads), batch);
        assertSame(fast.training(), slow.training());
        assertSame(fast.validation(), slow.validation());
        assertThat(distance(fast.gradient(), slow.gradient())).isLessThan(BACKWARD);
    }

    /** With weights and pictures that keep the input of every ReLU clear of zero. */
    @ParameterizedTest
    @ValueSource(strings = {"cifar-resnet8-a-3x32x32", "cifar-resnet20-3x32x32", "resnet18-3x64x64"})
    void deepGradientsAreThoseOfDl4j(String name) {
        TorchGolden golden = new TorchGolden(name);
        try (Replica slow = golden.replica(Networks.HEAVY_BALL, new ComputeSettings(Backend.ND4J, 2));
                Replica fast = golden.replica(Networks.HEAVY_BALL, new ComputeSettings(Backend.ONEDNN, 2))) {
            assertSame(
                    fast.computeGradient(new Minibatch(0, 0, golden.batch(0))),
                    slow.computeGradient(new Minibatch(0, 0, golden.batch(0))));
            assertThat(distance(Formulas.copy(fast.gradient()), Formulas.copy(slow.gradient())))
                    .isLessThan(BACKWARD);
            assertSame(fast.evaluate(golden.batch(1)), slow.evaluate(golden.batch(1)));
        }
    }

    private static void assertSame(Scores fast, Scores slow) {
        assertThat(fast.loss()).isCloseTo(slow.loss(), within(FORWARD * slow.loss()));
        assertThat(fast.top1Correct()).isEqualTo(slow.top1Correct());
        assertThat(fast.top5Correct()).isEqualTo(slow.top5Correct());
    }

    /** The loss is another one, and so is the gradient, with either engine; what evaluation says stays. */
    @Test
    void smoothedLabelsGiveTheSameGradientAndDoNotReachTheEvaluation() {
        PictureShape shape = new PictureShape(1, 8, 8);
        Batch batch = Formulas.batch(shape, 6, 0);
        Outcome plain = outcome(Networks.SMALL, shape, new ComputeSettings(Backend.ONEDNN, 1), batch);
        Outcome fast = smoothed(shape, Backend.ONEDNN, batch);
        Outcome slow = smoothed(shape, Backend.ND4J, batch);
        assertThat(fast.training().loss())
                .isCloseTo(
                        slow.training().loss(), within(FORWARD * slow.training().loss()));
        assertThat(distance(fast.gradient(), slow.gradient())).isLessThan(1e-3);
        assertThat(distance(fast.gradient(), plain.gradient())).isGreaterThan(0.01);
        assertThat(fast.validation()).isEqualTo(plain.validation());
        assertThat(slow.validation().loss())
                .isCloseTo(
                        plain.validation().loss(),
                        within(FORWARD * plain.validation().loss()));
    }

    /** Together with smoothing; evaluation counts a picture's own label whatever is mixed in. */
    @ParameterizedTest
    @ValueSource(floats = {0.875f, 0.25f})
    void mixedLabelsGiveTheSameGradientAndDoNotReachTheEvaluation(float share) {
        PictureShape shape = new PictureShape(1, 8, 8);
        Batch plain = Formulas.batch(shape, 6, 0);
        Batch mixed = Formulas.mixed(shape, 6, share);
        Outcome unmixed = smoothed(shape, Backend.ONEDNN, plain);
        Outcome fast = smoothed(shape, Backend.ONEDNN, mixed);
        Outcome slow = smoothed(shape, Backend.ND4J, mixed);
        assertSame(fast.training(), slow.training());
        assertThat(distance(fast.gradient(), slow.gradient())).isLessThan(1e-3);
        assertThat(distance(fast.gradient(), unmixed.gradient())).isGreaterThan(0.01);
        assertThat(fast.validation()).isEqualTo(unmixed.validation());
    }

    private static Outcome smoothed(PictureShape shape, Backend backend, Batch batch) {
        ComputeSettings compute = new ComputeSettings(backend, 1);
        return outcome(
                new GraphReplica.Blueprint(Networks.SMALL, Networks.input(shape), Networks.HEAVY_BALL, 0.2, 1, compute),
                batch);
    }

    @Test
    void sameBitsFromRunToRun() {
        PictureShape shape = new PictureShape(3, 32, 32);
        Batch batch = Formulas.batch(shape, 5, 0);
        ComputeSettings compute = new ComputeSettings(Backend.ONEDNN, 2);
        Outcome once = outcome(new CifarResNet(20, Shortcut.B), shape, compute, batch);
        Outcome again = outcome(new CifarResNet(20, Shortcut.B), shape, compute, batch);
        assertThat(again.gradient()).isEqualTo(once.gradient());
        assertThat(again.validation()).isEqualTo(once.validation());
    }

    private static Outcome outcome(
            Architecture architecture, PictureShape shape, ComputeSettings compute, Batch batch) {
        return outcome(
                new GraphReplica.Blueprint(architecture, Networks.input(shape), Networks.HEAVY_BALL, 1, compute),
                batch);
    }

    private static Outcome outcome(GraphReplica.Blueprint blueprint, Batch batch) {
        try (Replica replica = blueprint.create()) {
            Scores training = replica.computeGradient(new Minibatch(0, 0, batch));
            float[] gradient = Formulas.copy(replica.gradient());
            return new Outcome(training, gradient, replica.evaluate(batch));
        }
    }

    /** Relative L2. */
    private static double distance(float[] actual, float[] expected) {
        double difference = 0;
        double size = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += Math.pow((double) actual[i] - expected[i], 2);
            size += Math.pow(expected[i], 2);
        }
        return Math.sqrt(difference / size);
    }

    private record Outcome(Scores training, float[] gradient, Scores validation) {}
}
