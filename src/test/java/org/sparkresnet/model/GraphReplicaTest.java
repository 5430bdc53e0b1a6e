package org.sparkresnet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.sparkresnet.compute.ComputeThreads;
import org.sparkresnet.data.Batch;
import org.sparkresnet.data.Minibatch;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.replica.Replica;
import org.sparkresnet.replica.Scores;

class GraphReplicaTest {
    private static final PictureShape SHAPE = Networks.TINY_PICTURE;
    private static final double RATE = 0.05;

    @Test
    void buffersAreDirectInNativeOrderAndOfOneLength() {
        try (Replica replica = Networks.small(SHAPE, 1)) {
            int length = replica.parameters().limit();
            assertThat(Stream.of(replica.parameters(), replica.momentum(), replica.gradient()))
                    .allSatisfy(buffer -> {
                        assertThat(buffer.isDirect()).isTrue();
                        assertThat(buffer.order()).isEqualTo(ByteOrder.nativeOrder());
                        assertThat(buffer.position()).isZero();
                        assertThat(buffer.limit()).isEqualTo(buffer.capacity()).isEqualTo(length);
                    });
        }
    }

    @Test
    void positionOfOneReaderIsNotThatOfTheNext() {
        try (Replica replica = Networks.small(SHAPE, 1)) {
            replica.parameters().get(new float[100]);
            assertThat(replica.parameters().position()).isZero();
        }
    }

    @Test
    void whatIsWrittenIsRead() {
        try (Replica replica = Networks.small(SHAPE, 1)) {
            float[] parameters = values(replica, 1);
            float[] momentum = values(replica, 2);
            replica.parameters().put(parameters);
            replica.momentum().put(momentum);
            assertThat(Formulas.copy(replica.parameters())).isEqualTo(parameters);
            assertThat(Formulas.copy(replica.momentum())).isEqualTo(momentum);
        }
    }

    @Test
    void writtenParametersAreThoseThatCompute() {
        Batch batch = Formulas.batch(SHAPE, 4, 0);
        try (Replica first = Networks.small(SHAPE, 1);
                Replica second = Networks.small(SHAPE, 2)) {
            assertThat(first.evaluate(batch)).isNotEqualTo(second.evaluate(batch));
            second.parameters().put(first.parameters());
            assertThat(second.evaluate(batch)).isEqualTo(first.evaluate(batch));
            assertThat(second.computeGradient(new Minibatch(0, 0, batch)))
                    .isEqualTo(first.computeGradient(new Minibatch(0, 0, batch)));
            assertThat(second.gradient()).isEqualTo(first.gradient());
        }
    }

    @Test
    void writtenMomentumIsThatOfTheNextUpdate() {
        try (Replica first = Networks.small(SHAPE, 1);
                Replica second = Networks.small(SHAPE, 1)) {
            step(first, 0);
            second.parameters().put(first.parameters());
            second.momentum().put(first.momentum());
            step(first, 1);
            step(second, 1);
            assertThat(second.parameters()).isEqualTo(first.parameters());
            assertThat(second.momentum()).isEqualTo(first.momentum());
        }
    }

    @Test
    void buffersStayViewsThroughTraining() {
        try (Replica replica = Networks.small(SHAPE, 1)) {
            FloatBuffer parameters = replica.parameters();
            FloatBuffer gradient = replica.gradient();
            FloatBuffer momentum = replica.momentum();
            step(replica, 0);
            step(replica, 1);
            assertThat(parameters).isEqualTo(replica.parameters());
            assertThat(gradient).isEqualTo(replica.gradient());
            assertThat(momentum).isEqualTo(replica.momentum());
            assertThat(Formulas.copy(gradient)).isNotEqualTo(new float[gradient.limit()]);
        }
    }

    @Test
    void computingAGradientChangesNothingElse() {
        try (Replica replica = Networks.small(SHAPE, 1)) {
            step(replica, 0);
            float[] parameters = Formulas.copy(replica.parameters());
            float[] momentum = Formulas.copy(replica.momentum());
            replica.computeGradient(new Minibatch(0, 0, Formulas.batch(SHAPE, 4, 1)));
            assertThat(Formulas.copy(replica.parameters())).isEqualTo(parameters);
            assertThat(Formulas.copy(replica.momentum())).isEqualTo(momentum);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void sameBatchGivesTheSameBitsAgain(int threads) {
        GraphReplica.Blueprint blueprint = new GraphReplica.Blueprint(
                Networks.SMALL, Networks.input(SHAPE), Networks.HEAVY_BALL, 1, Networks.compute(threads));
        try (Replica replica = blueprint.create()) {
            assertThat(ComputeThreads.current()).isEqualTo(threads);
            assertThat(replica.platform()).contains(threads + " threads");
            Batch batch = Formulas.batch(SHAPE, 8, 0);
            Scores scores = replica.computeGradient(new Minibatch(0, 0, batch));
            float[] gradient = Formulas.copy(replica.gradient());
            replica.computeGradient(new Minibatch(0, 0, Formulas.batch(SHAPE, 8, 1)));
            assertThat(Formulas.copy(replica.gradient())).isNotEqualTo(gradient);
            assertThat(replica.computeGradient(new Minibatch(0, 0, batch))).isEqualTo(scores);
            assertThat(Formulas.copy(replica.gradient())).isEqualTo(gradient);
        }
    }

    @Test
    void seedDeterminesTheStart() {
        try (Replica first = Networks.small(SHAPE, 5);
                Replica same = Networks.small(SHAPE, 5);
                Replica other = Networks.small(SHAPE, 6)) {
            assertThat(same.parameters()).isEqualTo(first.parameters());
            assertThat(other.parameters()).isNotEqualTo(first.parameters());
            assertThat(Formulas.copy(first.momentum())).containsOnly(0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7})
    void evaluationUsesTheRunningStatistics(int size) {
        try (Replica replica = Networks.small(SHAPE, 1)) {
            step(replica, 0);
            step(replica, 1);
            Batch batch = Formulas.batch(SHAPE, size, 2);
            Scores scores = replica.evaluate(batch);
            Scores plain = plainScores(replica, batch);
            assertThat(scores.loss()).isCloseTo(plain.loss(), within(1e-6 * plain.loss()));
            assertThat(scores.top1Correct()).isEqualTo(plain.top1Correct());
            assertThat(scores.top5Correct()).isEqualTo(plain.top5Correct());
        }
    }

    /** As at the end of an epoch of validation, and as between two training batches. */
    @Test
    void evaluationOfOtherSizesDoesNotDisturbTraining() {
        try (Replica undisturbed = Networks.small(SHAPE, 1);
                Replica disturbed = Networks.small(SHAPE, 1)) {
            for (int step = 0; step < 4; step++) {
                step(undisturbed, step);
                disturbed.evaluate(Formulas.batch(SHAPE, 9, 20 + step));
                disturbed.evaluate(Formulas.batch(SHAPE, 1, 30 + step));
                step(disturbed, step);
            }
            assertThat(disturbed.parameters()).isEqualTo(undisturbed.parameters());
        }
    }

    @Test
    void smallerTrainingBatchDoesNotDisturbTheNext() {
        try (Replica undisturbed = Networks.small(SHAPE, 1);
                Replica disturbed = Networks.small(SHAPE, 1)) {
            for (int step = 0; step < 3; step++) {
                step(undisturbed, step);
                disturbed.computeGradient(new Minibatch(0, 0, Formulas.batch(SHAPE, 1, 20 + step)));
                step(disturbed, step);
            }
            assertThat(disturbed.parameters()).isEqualTo(undisturbed.parameters());
        }
    }

    @Test
    void singlePictureCanBeTrainedOn() {
        try (Replica replica = Networks.small(SHAPE, 1)) {
            Scores scores = replica.computeGradient(new Minibatch(0, 0, Formulas.batch(SHAPE, 1, 0)));
            assertThat(scores.examples()).isEqualTo(1);
            assertThat(scores.isFinite()).isTrue();
            for (float value : Formulas.copy(replica.gradient())) {
                assertThat(value).isFinite();
            }
        }
    }

    @Test
    void pictureWithoutNumbersIsSeenInTheScores() {
        try (Replica replica = Networks.small(SHAPE, 1)) {
            Batch batch = Formulas.batch(SHAPE, 2, 0);
            batch.images().put(3, Float.NaN);
            assertThat(replica.computeGradient(new Minibatch(0, 0, batch)).isFinite())
                    .isFalse();
            assertThat(replica.evaluate(batch).isFinite()).isFalse();
        }
    }

    @Test
    void updateMayTakeTheGradientOfSeveralLanes() {
        try (Replica one = Networks.small(SHAPE, 1);
                Replica two = Networks.small(SHAPE, 1)) {
            one.computeGradient(new Minibatch(0, 0, Formulas.batch(SHAPE, 4, 0)));
            FloatBuffer twice = Formulas.direct(one.gradient().limit());
            for (int i = 0; i < twice.limit(); i++) {
                twice.put(i, 2 * one.gradient().get(i));
            }
            one.update(one.gradient(), 1, RATE);
            two.update(twice, 2, RATE);
            assertThat(two.parameters()).isEqualTo(one.parameters());
        }
    }

    @Test
    void picturesOfAnotherSizeAreRefused() {
        Batch batch = Formulas.batch(new PictureShape(1, 9, 9), 2, 0);
        try (Replica replica = Networks.small(SHAPE, 1)) {
            assertThatThrownBy(() -> replica.computeGradient(new Minibatch(0, 0, batch)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("2 pictures of 1x8x8 have 128 values, the batch has 162");
        }
    }

    private static void step(Replica replica, int step) {
        replica.computeGradient(new Minibatch(0, 0, Formulas.batch(SHAPE, 4, step)));
        replica.update(replica.gradient(), 1, RATE);
    }

    private static float[] values(Replica replica, int stream) {
        float[] values = new float[replica.parameters().limit()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Formulas.uniform(stream, i);
        }
        return values;
    }

    /** From the logits of a bare graph, one example after the other. */
    private static Scores plainScores(Replica replica, Batch batch) {
        ComputationGraph graph = Networks.graph(Networks.SMALL, SHAPE, Formulas.copy(replica.parameters()));
        Scores scores = Scores.NONE;
        try (INDArray output = graph.outputSingle(false, Networks.images(batch, SHAPE))) {
            float[] logits = output.dup('c').data().asFloat();
            for (int i = 0; i < batch.size(); i++) {
                scores = scores.plus(Scores.ofLogits(logits, 10 * i, 10, batch.label(i)));
            }
        }
        return scores;
    }
}
