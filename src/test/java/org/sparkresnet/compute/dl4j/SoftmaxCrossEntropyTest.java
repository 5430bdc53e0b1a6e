package org.sparkresnet.compute.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.sparkresnet.compute.engine.CrossEntropy;
import org.sparkresnet.replica.Scores;
import org.sparkresnet.replica.Target;

class SoftmaxCrossEntropyTest {
    private static final IActivation IDENTITY = new ActivationIdentity();
    private static final int CLASSES = 7;

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 32})
    void lossIsTheMeanOfMinusLogProbability(int examples) {
        float[][] logits = logits(examples);
        int[] labels = labels(examples);
        SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy();
        double mean = loss.computeScore(column(labels), Nd4j.createFromArray(logits), IDENTITY, null, true);
        assertThat(mean).isCloseTo(plainLoss(logits, labels), within(1e-12));
        double sum = loss.computeScore(column(labels), Nd4j.createFromArray(logits), IDENTITY, null, false);
        assertThat(sum).isCloseTo(examples * plainLoss(logits, labels), within(1e-11));
    }

    @Test
    void gradientIsTheSlopeOfTheMeanLoss() {
        float[][] logits = logits(5);
        int[] labels = labels(5);
        INDArray gradient =
                new SoftmaxCrossEntropy().computeGradient(column(labels), Nd4j.createFromArray(logits), IDENTITY, null);
        float step = 0x1p-10f;
        for (int i = 0; i < 5; i++) {
            for (int c = 0; c < CLASSES; c++) {
                float middle = logits[i][c];
                logits[i][c] = middle + step;
                double above = plainLoss(logits, labels);
                logits[i][c] = middle - step;
                double below = plainLoss(logits, labels);
                double width = (double) (middle + step) - (middle - step);
                logits[i][c] = middle;
                assertThat(gradient.getDouble(i, c)).isCloseTo((above - below) / width, within(1e-7));
            }
        }
    }

    /** Every class has a share of the target, as torch.nn.CrossEntropyLoss(label_smoothing) defines it. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.5, 1})
    void smoothedLossIsTheOneOfTheMixedTarget(double smoothing) {
        float[][] logits = logits(5);
        int[] labels = labels(5);
        double expected = 0;
        for (int other = 0; other < CLASSES; other++) {
            int[] others = new int[5];
            Arrays.fill(others, other);
            expected += smoothing / CLASSES * plainLoss(logits, others);
        }
        expected += (1 - smoothing) * plainLoss(logits, labels);
        INDArray rows = Nd4j.createFromArray(logits);
        assertThat(new SoftmaxCrossEntropy(smoothing).computeScore(column(labels), rows, IDENTITY, null, true))
                .isCloseTo(expected, within(1e-12));
        float[] flat = rows.dup('c').data().asFloat();
        assertThat(new CrossEntropy(smoothing)
                        .scores(flat, CLASSES, Target.ofLabels(labels))
                        .loss())
                .isCloseTo(expected, within(1e-12));
        assertThat(SoftmaxCrossEntropy.scoresOf(column(labels), rows).loss())
                .isEqualTo(CrossEntropy.PLAIN
                        .scores(flat, CLASSES, Target.ofLabels(labels))
                        .loss())
                .isCloseTo(plainLoss(logits, labels), within(1e-12));
    }

    /** Both implementations; the loss is that of the test above. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 1})
    void smoothedGradientIsTheSlopeOfTheSmoothedLoss(double smoothing) {
        float[][] logits = logits(5);
        int[] labels = labels(5);
        SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy(smoothing);
        INDArray gradient = loss.computeGradient(column(labels), Nd4j.createFromArray(logits), IDENTITY, null);
        float[] other = Nd4j.createFromArray(logits).dup('c').data().asFloat();
        new CrossEntropy(smoothing).replaceByGradient(other, CLASSES, Target.ofLabels(labels));
        float step = 0x1p-10f;
        for (int i = 0; i < 5; i++) {
            for (int c = 0; c < CLASSES; c++) {
                float middle = logits[i][c];
                logits[i][c] = middle + step;
                double above = loss.computeScore(column(labels), Nd4j.createFromArray(logits), IDENTITY, null, true);
                logits[i][c] = middle - step;
                double below = loss.computeScore(column(labels), Nd4j.createFromArray(logits), IDENTITY, null, true);
                double width = (double) (middle + step) - (middle - step);
                logits[i][c] = middle;
                assertThat(gradient.getDouble(i, c)).isCloseTo((above - below) / width, within(1e-7));
                assertThat((double) other[i * CLASSES + c]).isCloseTo((above - below) / width, within(1e-7));
            }
        }
    }

    /** torch.nn.functional.cross_entropy of these rows in float64, with label_smoothing=0.1. */
    @Test
    void smoothedLossIsThatOfPyTorch() {
        float[] logits = {1, -2, 0.5f, 0, 3, 1};
        assertThat(new CrossEntropy(0.1)
                        .scores(logits, 3, Target.ofLabels(2, 0))
                        .loss())
                .isCloseTo(2.0538881276159513, within(1e-12));
    }

    /** DL4J's loss on labels that are shares of classes, with the softmax of its own; it computes in float32. */
    @ParameterizedTest
    @CsvSource({"0, 1", "0, 0.75", "0.2, 0.5", "0.1, 0.0625", "0, 0"})
    void mixedLossAndGradientAreThoseOfDl4jOnSoftLabels(double smoothing, double share) {
        INDArray logits = Nd4j.createFromArray(logits(5));
        List<Target> targets = mixed(share);
        float[][] soft = new float[5][CLASSES];
        for (int i = 0; i < 5; i++) {
            for (int c = 0; c < CLASSES; c++) {
                soft[i][c] = (float) ((1 - smoothing) * targets.get(i).shareOf(c) + smoothing / CLASSES);
            }
        }
        LossMCXENT theirs = new LossMCXENT();
        INDArray labels = Nd4j.createFromArray(soft);
        SoftmaxCrossEntropy ours = new SoftmaxCrossEntropy(smoothing);
        INDArray columns = SoftmaxCrossEntropy.labelsOf(targets);
        double expected = theirs.computeScore(labels, logits.dup(), new ActivationSoftmax(), null, true);
        assertThat(ours.computeScore(columns, logits, IDENTITY, null, true)).isCloseTo(expected, within(1e-6));
        float[] flat = logits.dup('c').data().asFloat();
        assertThat(new CrossEntropy(smoothing).scores(flat, CLASSES, targets)).isEqualTo(ours.scores());
        INDArray slopes = theirs.computeGradient(labels, logits.dup(), new ActivationSoftmax(), null);
        INDArray gradient = ours.computeGradient(columns, logits, IDENTITY, null);
        new CrossEntropy(smoothing).replaceByGradient(flat, CLASSES, targets);
        assertThat(gradient.data().asFloat()).containsExactly(flat);
        assertThat(gradient.mul(5).sub(slopes).amaxNumber().doubleValue()).isLessThan(1e-6);
    }

    @Test
    void mixedGradientIsTheSlopeOfTheMixedLoss() {
        CrossEntropy loss = new CrossEntropy(0.1);
        List<Target> targets = mixed(0.625);
        float[] logits = Nd4j.createFromArray(logits(5)).dup('c').data().asFloat();
        float[] gradient = logits.clone();
        loss.replaceByGradient(gradient, CLASSES, targets);
        float step = 0x1p-10f;
        for (int i = 0; i < logits.length; i++) {
            float middle = logits[i];
            logits[i] = middle + step;
            double above = loss.scores(logits, CLASSES, targets).loss();
            logits[i] = middle - step;
            double below = loss.scores(logits, CLASSES, targets).loss();
            double width = (double) (middle + step) - (middle - step);
            logits[i] = middle;
            assertThat((double) gradient[i]).isCloseTo((above - below) / width, within(1e-7));
        }
    }

    /** By the formula, in Python: shares of classes, each smoothed, times the negative logarithm of softmax. */
    @Test
    void mixedLossIsTheOneOfTheFormula() {
        float[] logits = {1, -2, 0.5f, 0, 3, 1};
        List<Target> targets = List.of(new Target(2, 0, 0.75), new Target(0, 1, 0.75));
        assertThat(new CrossEntropy(0.1).scores(logits, 3, targets).loss())
                .isCloseTo(1.6601381276159513, within(1e-12));
    }

    @Test
    void columnMajorLogitsGiveTheSame() {
        INDArray logits = Nd4j.createFromArray(logits(5));
        INDArray labels = column(labels(5));
        SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy();
        INDArray expected = loss.computeGradient(labels, logits, IDENTITY, null);
        INDArray columnMajor = logits.dup('f');
        assertThat(loss.computeGradient(labels, columnMajor, IDENTITY, null)).isEqualTo(expected);
        assertThat(SoftmaxCrossEntropy.scoresOf(labels, columnMajor))
                .isEqualTo(SoftmaxCrossEntropy.scoresOf(labels, logits));
    }

    @Test
    void largeLogitsNeitherOverflowNorVanish() {
        INDArray logits = Nd4j.createFromArray(new float[][] {{1e4f, -1e4f, 0}});
        SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy();
        Pair<Double, INDArray> both = loss.computeGradientAndScore(column(new int[] {1}), logits, IDENTITY, null, true);
        assertThat(both.getFirst()).isEqualTo(2e4);
        assertThat(both.getSecond().toFloatVector()).containsExactly(1, -1, 0);
    }

    @Test
    void scoresOfTheLastBatchAreKept() {
        SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy();
        assertThat(loss.scores()).isEqualTo(Scores.NONE);
        INDArray logits = Nd4j.createFromArray(new float[][] {{9, 1, 2, 3, 4, 5, 6}, {1, 2, 3, 4, 5, 6, 7}});
        double mean = loss.computeScore(column(new int[] {0, 1}), logits, IDENTITY, null, true);
        assertThat(loss.scores().examples()).isEqualTo(2);
        assertThat(loss.scores().top1Correct()).isEqualTo(1);
        assertThat(loss.scores().top5Correct()).isEqualTo(1);
        assertThat(loss.scores().loss()).isEqualTo(mean);
    }

    @Test
    void lossesOfSingleExamplesAddUp() {
        INDArray logits = Nd4j.createFromArray(logits(5));
        INDArray labels = column(labels(5));
        SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy();
        INDArray losses = loss.computeScoreArray(labels, logits, IDENTITY, null);
        assertThat(losses.shape()).containsExactly(5, 1);
        assertThat(losses.sumNumber().doubleValue())
                .isCloseTo(loss.computeScore(labels, logits, IDENTITY, null, false), within(1e-5));
    }

    @Test
    void notANumberIsSeenInTheScores() {
        INDArray logits = Nd4j.createFromArray(new float[][] {{1, Float.NaN, 2}});
        assertThat(SoftmaxCrossEntropy.scoresOf(column(new int[] {0}), logits).isFinite())
                .isFalse();
    }

    @Test
    void copyThroughSerializationHasSeenNoBatch() throws IOException, ClassNotFoundException {
        SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy(0.1);
        loss.computeScore(column(labels(5)), Nd4j.createFromArray(logits(5)), IDENTITY, null, true);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(loss);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            SoftmaxCrossEntropy copy = (SoftmaxCrossEntropy) in.readObject();
            assertThat(copy.scores()).isEqualTo(Scores.NONE);
            assertThat(copy.labelSmoothing()).isEqualTo(0.1);
        }
    }

    /** DL4J writes configurations as JSON into its files and to its workers. */
    @Test
    void configurationWithThisLossSurvivesJson() {
        NeuralNetConfiguration configuration = new NeuralNetConfiguration.Builder()
                .layer(new OutputLayer.Builder(new SoftmaxCrossEntropy(0.1))
                        .nIn(2)
                        .nOut(3)
                        .build())
                .build();
        OutputLayer layer = (OutputLayer)
                NeuralNetConfiguration.fromJson(configuration.toJson()).getLayer();
        assertThat(layer.getLossFn())
                .isInstanceOfSatisfying(SoftmaxCrossEntropy.class, loss -> assertThat(loss.labelSmoothing())
                        .isEqualTo(0.1));
    }

    /** Mean over the examples of -log(exp(logit of the label) / sum of exp), without regard to overflow. */
    private static double plainLoss(float[][] logits, int[] labels) {
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            double exponentials = 0;
            for (float logit : logits[i]) {
                exponentials += Math.exp(logit);
            }
            sum -= Math.log(Math.exp(logits[i][labels[i]]) / exponentials);
        }
        return sum / logits.length;
    }

    private static float[][] logits(int examples) {
        Random random = new Random(3);
        float[][] logits = new float[examples][CLASSES];
        for (float[] row : logits) {
            for (int c = 0; c < CLASSES; c++) {
                row[c] = (float) (3 * random.nextGaussian());
            }
        }
        return logits;
    }

    private static int[] labels(int examples) {
        return new Random(4).ints(examples, 0, CLASSES).toArray();
    }

    /** The last row is mixed with another picture of its own class. */
    private static List<Target> mixed(double share) {
        return List.of(
                new Target(0, 6, share),
                new Target(3, 1, share),
                new Target(6, 0, share),
                new Target(5, 2, share),
                new Target(4, 4, share));
    }

    private static INDArray column(int[] labels) {
        INDArray column = Nd4j.create(labels.length, 1);
        for (int i = 0; i < labels.length; i++) {
            column.putScalar(i, 0, labels[i]);
        }
        return column;
    }
}
