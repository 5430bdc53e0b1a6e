package org.sparkresnet.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScoresTest {
    @ParameterizedTest
    @CsvSource({"0, 1, 1", "1, 0, 1", "2, 0, 1", "3, 0, 1", "4, 0, 1", "5, 0, 0", "6, 0, 0"})
    void tiesGoToTheLowerClassIndex(int label, int top1, int top5) {
        Scores scores = Scores.ofLogits(new float[] {2, 2, 2, 2, 2, 2, 2}, 0, 7, label);
        assertThat(scores.top1Correct()).isEqualTo(top1);
        assertThat(scores.top5Correct()).isEqualTo(top5);
    }

    @Test
    void negativeZeroTiesWithZero() {
        assertThat(Scores.ofLogits(new float[] {-0f, 0f}, 0, 2, 0).top1Correct())
                .isEqualTo(1);
        assertThat(Scores.ofLogits(new float[] {-0f, 0f}, 0, 2, 1).top1Correct())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 5})
    void withFiveClassesOrFewerEveryGuessIsAmongTheFirstFive(int classes) {
        float[] logits = new float[classes];
        logits[0] = 1;
        Scores scores = Scores.ofLogits(logits, 0, classes, classes - 1);
        assertThat(scores.top5Correct()).isEqualTo(1);
        assertThat(scores.top5Error()).isZero();
    }

    /** The plain definition: sort the classes by logit, then by index. */
    @Test
    void ranksAreThoseOfASortedList() {
        Random random = new Random(1);
        for (int trial = 0; trial < 2000; trial++) {
            float[] logits = new float[12];
            for (int i = 0; i < logits.length; i++) {
                logits[i] = random.nextInt(4);
            }
            int label = random.nextInt(logits.length);
            int rank = IntStream.range(0, logits.length)
                    .boxed()
                    .sorted(Comparator.comparing(i -> -logits[i]))
                    .toList()
                    .indexOf(label);
            Scores scores = Scores.ofLogits(logits, 0, logits.length, label);
            assertThat(scores.top1Correct()).isEqualTo(rank < 1 ? 1 : 0);
            assertThat(scores.top5Correct()).isEqualTo(rank < 5 ? 1 : 0);
        }
    }

    @Test
    void lossIsTheNegativeLogarithmOfTheSoftmax() {
        Random random = new Random(2);
        float[] logits = new float[5 * 10];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) random.nextGaussian() * 3;
        }
        for (int row = 0; row < 5; row++) {
            double sum = 0;
            for (int i = 0; i < 10; i++) {
                sum += Math.exp(logits[row * 10 + i]);
            }
            double naive = -Math.log(Math.exp(logits[row * 10 + row]) / sum);
            assertThat(Scores.ofLogits(logits, row * 10, 10, row).lossSum()).isCloseTo(naive, within(1e-12));
        }
    }

    @Test
    void largeLogitsDoNotOverflow() {
        float[] logits = {Float.MAX_VALUE, -Float.MAX_VALUE, 3e38f};
        assertThat(Scores.ofLogits(logits, 0, 3, 0)).isEqualTo(new Scores(1, 0, 1, 1));
        Scores wrong = Scores.ofLogits(logits, 0, 3, 1);
        assertThat(wrong.lossSum()).isEqualTo(2.0 * Float.MAX_VALUE);
        assertThat(wrong.isFinite()).isTrue();
    }

    @Test
    void equalLargeLogitsKeepTheirLoss() {
        assertThat(Scores.ofLogits(new float[] {1e30f, 1e30f}, 0, 2, 1).lossSum())
                .isEqualTo(StrictMath.log(2));
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void logitThatIsNotFiniteSpoilsTheLossWhereverItStands(float bad) {
        for (int place = 0; place < 3; place++) {
            float[] logits = {1, 2, 3};
            logits[place] = bad;
            for (int label = 0; label < 3; label++) {
                Scores scores = Scores.ofLogits(logits, 0, 3, label);
                assertThat(scores).isEqualTo(new Scores(1, Double.NaN, 0, 0));
                assertThat(scores.isFinite()).isFalse();
                assertThat(scores.plus(new Scores(1, 1, 1, 1)).isFinite()).isFalse();
            }
        }
    }

    @Test
    void onlyTheOwnRowCounts() {
        float[] logits = {Float.NaN, 1, 5, 2, Float.NaN};
        assertThat(Scores.ofLogits(logits, 1, 3, 1).top1Correct()).isEqualTo(1);
        assertThat(Scores.ofLogits(logits, 1, 3, 1).isFinite()).isTrue();
    }

    @Test
    void partsAddUpAndNoneAddsNothing() {
        Scores one = new Scores(4, 2.5, 1, 3);
        assertThat(one.plus(new Scores(6, 0.5, 2, 6))).isEqualTo(new Scores(10, 3.0, 3, 9));
        assertThat(one.plus(Scores.NONE)).isEqualTo(one);
        assertThat(Scores.NONE.plus(one)).isEqualTo(one);
    }

    @Test
    void errorsArePercentAndLossIsPerExample() {
        Scores scores = new Scores(8, 4, 2, 6);
        assertThat(scores.loss()).isEqualTo(0.5);
        assertThat(scores.top1Error()).isEqualTo(75);
        assertThat(scores.top5Error()).isEqualTo(25);
        assertThat(Scores.NONE.loss()).isNaN();
        assertThat(Scores.NONE.top1Error()).isNaN();
    }

    @Test
    void impossibleCountsAreRefused() {
        assertThatThrownBy(() -> new Scores(3, 0, 2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 correct at the first guess, 1 within five, of 3");
        assertThatThrownBy(() -> new Scores(3, 0, 2, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Scores(3, 0, -1, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void lossOfTwoClassesIsTheMeanOfTheirLossesByShares() {
        float[] logits = {1, -2, 0.5f, 0};
        double first = Scores.ofLogits(logits, 0, 4, 2).lossSum();
        double second = Scores.ofLogits(logits, 0, 4, 1).lossSum();
        for (double share : new double[] {0, 0.3, 0.5, 1}) {
            assertThat(Scores.ofLogits(logits, 0, 4, new Target(2, 1, share), 0).lossSum())
                    .isCloseTo(share * first + (1 - share) * second, within(1e-12));
        }
    }

    @Test
    void heavierClassOfATargetIsTheOneToGuess() {
        float[] logits = {1, 3, 2};
        assertThat(Scores.ofLogits(logits, 0, 3, new Target(1, 2, 0.6), 0).top1Correct())
                .isEqualTo(1);
        assertThat(Scores.ofLogits(logits, 0, 3, new Target(1, 2, 0.4), 0).top1Correct())
                .isZero();
        assertThat(Scores.ofLogits(logits, 0, 3, new Target(2, 1, 0.4), 0).top1Correct())
                .isEqualTo(1);
        assertThat(new Target(2, 1, 0.5).heavier()).isEqualTo(2);
    }

    @Test
    void sharesOfATargetAddUpToOne() {
        assertThat(new Target(3).shareOf(3)).isEqualTo(1);
        assertThat(new Target(3).shareOf(2)).isZero();
        assertThat(new Target(3, 1, 0.25).shareOf(1)).isEqualTo(0.75);
        assertThat(new Target(3, 3, 0.25).shareOf(3)).isEqualTo(1);
        assertThatThrownBy(() -> new Target(0, 1, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a share of NaN, expected 0 to 1");
    }

    @Test
    void labelOutsideTheClassesIsRefused() {
        float[] logits = {1, 2, 3, 4};
        assertThatThrownBy(() -> Scores.ofLogits(logits, 0, 2, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("label 2 of 2 classes");
        assertThatThrownBy(() -> Scores.ofLogits(logits, 2, 2, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Scores.ofLogits(logits, 0, 2, new Target(1, 2, 1), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("label 2 of 2 classes");
    }
}
