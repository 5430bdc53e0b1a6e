package org.sparkresnet.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedRandomTest {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final int DRAWS = 100_000;

    /** From a second implementation, in Python. Were they to change, no run could be resumed or repeated. */
    @Test
    void streamsArePinned() {
        assertThat(longs(NamedRandom.of(0, "")))
                .containsExactly(-6411193824288604561L, -5511663747979980962L, 7141179953334974231L);
        assertThat(longs(NamedRandom.of(1, "epoch", 0)))
                .containsExactly(-7151682171749798983L, 795623471511104080L, -47491855038478732L);
        assertThat(longs(NamedRandom.of(-7, "augment", 3, 1281166)))
                .containsExactly(8864039190796381431L, -4711502931983080703L, 2629546684841643794L);
        assertThat(NamedRandom.of(1, "block", 0, 1, 2).permutation(10)).containsExactly(7, 0, 1, 9, 2, 6, 5, 4, 3, 8);
        assertThat(NamedRandom.of(1, "epoch", 0).nextDouble()).isEqualTo(0.6123065326231508);
        assertThat(NamedRandom.of(1, "epoch", 0).nextInt(1000)).isEqualTo(316);
    }

    /** The JDK's SplittableRandom is the same SplitMix64, written by others. */
    @Test
    void streamIsSplitMix64FromAStateMadeOfTheNames() {
        long state = mix(5 + GOLDEN_GAMMA);
        for (char letter : "block".toCharArray()) {
            state = mix((state + GOLDEN_GAMMA) ^ letter);
        }
        for (long number : new long[] {3, -1, Long.MAX_VALUE}) {
            state = mix((state + GOLDEN_GAMMA) ^ mix(number));
        }
        SplittableRandom expected = new SplittableRandom(state);
        NamedRandom random = NamedRandom.of(5, "block", 3, -1, Long.MAX_VALUE);
        for (int i = 0; i < 1000; i++) {
            assertThat(random.nextLong()).isEqualTo(expected.nextLong());
        }
    }

    @Test
    void nextIntIsUniform() {
        for (int bound : new int[] {2, 3, 10, 100}) {
            NamedRandom random = NamedRandom.of(11, "uniform", bound);
            long[] counts = new long[bound];
            for (int i = 0; i < DRAWS; i++) {
                counts[random.nextInt(bound)]++;
            }
            assertUniform(counts);
        }
    }

    @Test
    void firstValuesOfNeighboringStreamsAreUniform() {
        long[] counts = new long[20];
        for (int record = 0; record < DRAWS; record++) {
            counts[NamedRandom.of(1, "augment", 0, record).nextInt(counts.length)]++;
        }
        assertUniform(counts);
    }

    @Test
    void everyPermutationIsEquallyLikely() {
        long[] counts = new long[24];
        List<List<Integer>> seen = new ArrayList<>();
        NamedRandom random = NamedRandom.of(12, "permutation");
        for (int i = 0; i < DRAWS; i++) {
            List<Integer> order = Arrays.stream(random.permutation(4)).boxed().toList();
            if (!seen.contains(order)) {
                seen.add(order);
            }
            counts[seen.indexOf(order)]++;
        }
        assertUniform(counts);
    }

    @Test
    void permutationHoldsEveryNumberOnce() {
        for (int length : new int[] {0, 1, 2, 1000}) {
            int[] order = NamedRandom.of(3, "x").permutation(length);
            assertThat(Arrays.stream(order).sorted())
                    .containsExactlyElementsOf(
                            IntStream.range(0, length).boxed().toList());
        }
    }

    @Test
    void nextDoubleLiesInTheUnitIntervalWithItsMeanInTheMiddle() {
        NamedRandom random = NamedRandom.of(4, "double");
        double[] values = new double[DRAWS];
        Arrays.setAll(values, i -> random.nextDouble());
        assertThat(Arrays.stream(values)).allMatch(value -> value >= 0 && value < 1);
        assertThat(Arrays.stream(values).average().orElseThrow()).isBetween(0.497, 0.503);
    }

    /** From a second implementation, in Python, by the formula with {@code U^(-1/alpha) - 1}. */
    @Test
    void drawsFromBetaArePinned() {
        assertThat(NamedRandom.of(1, "mix", 7, 3).nextBeta(0.2)).isCloseTo(0.9808601136180342, within(1e-12));
        assertThat(NamedRandom.of(1, "mix", 7, 3).nextBeta(1)).isCloseTo(0.8162662069969824, within(1e-12));
        assertThat(NamedRandom.of(1, "mix", 7, 3).nextBeta(4)).isCloseTo(0.6727523040615326, within(1e-12));
    }

    /** Those whose distribution function is a formula: arcsine law, uniform, and a cubic. */
    @Test
    void betaHasItsDistribution() {
        assertDistribution(0.5, x -> 2 / Math.PI * Math.asin(Math.sqrt(x)));
        assertDistribution(1, x -> x);
        assertDistribution(2, x -> x * x * (3 - 2 * x));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.2, 0.4, 1, 3, 50})
    void betaHasItsMeanAndVariance(double alpha) {
        double[] draws = betas(alpha);
        assertThat(Arrays.stream(draws)).allMatch(draw -> draw >= 0 && draw <= 1);
        double variance = 1 / (4 * (2 * alpha + 1));
        assertThat(Arrays.stream(draws).average().orElseThrow())
                .isCloseTo(0.5, within(5 * Math.sqrt(variance / DRAWS)));
        double found = Arrays.stream(draws)
                .map(draw -> (draw - 0.5) * (draw - 0.5))
                .average()
                .orElseThrow();
        assertThat(found).isCloseTo(variance, within(0.02 * variance));
    }

    @Test
    void betaOfExtremeShapesStaysANumber() {
        for (double alpha : new double[] {Double.MIN_VALUE, 1e-5, 1e9, Double.MAX_VALUE}) {
            assertThat(Arrays.stream(betas(alpha))).allMatch(draw -> draw >= 0 && draw <= 1);
        }
    }

    @Test
    void otherNamesGiveOtherStreams() {
        Set<Long> first = new HashSet<>();
        for (long seed = 0; seed < 20; seed++) {
            for (long epoch = 0; epoch < 20; epoch++) {
                for (long record = 0; record < 20; record++) {
                    first.add(NamedRandom.of(seed, "augment", epoch, record).nextLong());
                }
            }
        }
        assertThat(first).hasSize(8000);
        assertThat(Stream.of(
                        NamedRandom.of(1, "block", 1, 2),
                        NamedRandom.of(1, "block", 2, 1),
                        NamedRandom.of(1, "blocks", 1, 2),
                        NamedRandom.of(1, "kcolb", 1, 2),
                        NamedRandom.of(1, "block", 1),
                        NamedRandom.of(1, "block"),
                        NamedRandom.of(2, "block", 1, 2)))
                .extracting(NamedRandom::nextLong)
                .doesNotHaveDuplicates();
    }

    /** Of 64 bits of unrelated values 32 agree on average, with a standard error of 0.04 here. */
    @Test
    void neighboringStreamsAgreeInHalfOfTheirBits() {
        long agreeing = 0;
        for (int i = 0; i < DRAWS / 4; i++) {
            long one = NamedRandom.of(9, "augment", 0, i).nextLong();
            long other = NamedRandom.of(9, "augment", 0, i + 1).nextLong();
            agreeing += Long.bitCount(~(one ^ other));
        }
        assertThat(agreeing / (DRAWS / 4.0)).isBetween(31.85, 32.15);
    }

    @Test
    void boundBelowOneIsRefused() {
        NamedRandom random = NamedRandom.of(1, "x");
        assertThatThrownBy(() -> random.nextInt(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bound is 0, must be positive");
        assertThatThrownBy(() -> random.nextLong(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Kolmogorov and Smirnov: a larger distance comes by chance once in a million times. */
    private static void assertDistribution(double alpha, DoubleUnaryOperator distribution) {
        double[] draws = betas(alpha);
        Arrays.sort(draws);
        double distance = IntStream.range(0, DRAWS)
                .mapToDouble(i -> Math.abs(distribution.applyAsDouble(draws[i]) - (i + 0.5) / DRAWS))
                .max()
                .orElseThrow();
        assertThat(distance).isLessThan(2.7 / Math.sqrt(DRAWS));
    }

    private static double[] betas(double alpha) {
        NamedRandom random = NamedRandom.of(6, "beta");
        double[] draws = new double[DRAWS];
        Arrays.setAll(draws, i -> random.nextBeta(alpha));
        return draws;
    }

    /** Chi-square within five standard deviations of its mean. */
    private static void assertUniform(long[] counts) {
        double expected = LongStream.of(counts).sum() / (double) counts.length;
        double chiSquare = LongStream.of(counts)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
        int freedom = counts.length - 1;
        assertThat(chiSquare).isLessThan(freedom + 5 * Math.sqrt(2.0 * freedom));
    }

    private static long[] longs(NamedRandom random) {
        return new long[] {random.nextLong(), random.nextLong(), random.nextLong()};
    }

    private static long mix(long value) {
        return new SplittableRandom(value - GOLDEN_GAMMA).nextLong();
    }
}
