package org.sparkresnet.compute.onednn;

import static org.sparkresnet.compute.onednn.Closeness.assertClose;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkresnet.compute.kernel.NormShape;
import org.sparkresnet.compute.kernel.Shape;

class NormsTest {
    private static final float EPSILON = 1e-5f;

    static Stream<Arguments> norms() {
        Stream<Arguments> filled = Arrays.stream(Layout.values())
                .flatMap(layout -> Stream.of(new Shape(3, 16, 5, 7), new Shape(1, 32, 3, 2))
                        .map(shape -> Arguments.of(layout, shape)));
        Stream<Arguments> odd = Stream.of(
                Arguments.of(Layout.CHANNELS_LAST, new Shape(2, 5, 6, 7)),
                Arguments.of(Layout.CHANNELS_LAST, new Shape(3, 1, 4, 4)),
                Arguments.of(Layout.BLOCKS_OF_16, new Shape(2, 3, 6, 7)));
        return Stream.concat(filled, odd).flatMap(arguments -> Stream.of(false, true)
                .map(relu -> Arguments.of(
                        arguments.get()[0], new NormShape((Shape) arguments.get()[1], EPSILON, relu))));
    }

    @ParameterizedTest
    @MethodSource("norms")
    void trainingUsesMeanAndBiasedVarianceOfTheBatch(Layout layout, NormShape norm) {
        try (KernelBench bench = new KernelBench(layout)) {
            Case given = new Case(norm);
            Forward forward = given.forward(bench);
            double[][] statistics = SlowKernels.statistics(norm.activation(), given.x);
            int channels = norm.activation().channels();
            assertClose(bench.readPlain(forward.mean(), channels), statistics[0]);
            assertClose(bench.readPlain(forward.variance(), channels), statistics[1]);
            assertClose(bench.readActivation(forward.y(), norm.activation()), given.expected());
        }
    }

    @ParameterizedTest
    @MethodSource("norms")
    void gradientIsThatOfTheDefinitionInPlaceToo(Layout layout, NormShape norm) {
        try (KernelBench bench = new KernelBench(layout)) {
            Case given = new Case(norm);
            Forward forward = given.forward(bench);
            float[] gradient = KernelBench.random(norm.activation().values(), 4);
            double[][] expected = SlowKernels.normGradient(norm, given.x, given.expected(), given.scale, gradient);
            long dy = bench.activation(norm.activation(), gradient);
            for (long dx : new long[] {bench.room(norm.activation()), dy}) {
                int channels = norm.activation().channels();
                long scaleGradient = bench.room((long) channels * Float.BYTES);
                long shiftGradient = bench.room((long) channels * Float.BYTES);
                bench.run(
                        bench.kernels().normGradient(norm),
                        forward.x(),
                        forward.mean(),
                        forward.variance(),
                        bench.plain(given.scale),
                        forward.mask(),
                        dy,
                        dx,
                        scaleGradient,
                        shiftGradient);
                assertClose(bench.readActivation(dx, norm.activation()), expected[0]);
                assertClose(bench.readPlain(scaleGradient, channels), expected[1]);
                assertClose(bench.readPlain(shiftGradient, channels), expected[2]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("norms")
    void givenStatisticsAreUsedInPlaceToo(Layout layout, NormShape norm) {
        try (KernelBench bench = new KernelBench(layout)) {
            Case given = new Case(norm);
            int channels = norm.activation().channels();
            float[] mean = KernelBench.random(channels, 5);
            float[] variance = KernelBench.random(channels, 6);
            double[][] statistics = new double[2][channels];
            for (int c = 0; c < channels; c++) {
                variance[c] = Math.abs(variance[c]);
                statistics[0][c] = mean[c];
                statistics[1][c] = variance[c];
            }
            long x = bench.activation(norm.activation(), given.x);
            for (long y : new long[] {bench.room(norm.activation()), x}) {
                bench.run(
                        bench.kernels().normOfStatistics(norm),
                        x,
                        bench.plain(mean),
                        bench.plain(variance),
                        bench.plain(given.scale),
                        bench.plain(given.shift),
                        y);
                assertClose(
                        bench.readActivation(y, norm.activation()),
                        SlowKernels.norm(norm, given.x, statistics, given.scale, given.shift));
            }
        }
    }

    /** Numbers for a norm. */
    private static final class Case {
        private final NormShape norm;
        private final float[] x;
        private final float[] scale;
        private final float[] shift;

        Case(NormShape norm) {
            this.norm = norm;
            x = KernelBench.random(norm.activation().values(), 1);
            scale = KernelBench.random(norm.activation().channels(), 2);
            shift = KernelBench.random(norm.activation().channels(), 3);
        }

        double[] expected() {
            return SlowKernels.norm(norm, x, SlowKernels.statistics(norm.activation(), x), scale, shift);
        }

        Forward forward(KernelBench bench) {
            long channelBytes = (long) norm.activation().channels() * Float.BYTES;
            Forward forward = new Forward(
                    bench.activation(norm.activation(), x),
                    bench.room(channelBytes),
                    bench.room(channelBytes),
                    bench.room(bench.kernels().maskBytes(norm)),
                    bench.room(norm.activation()));
            bench.run(
                    bench.kernels().norm(norm),
                    forward.x,
                    bench.plain(scale),
                    bench.plain(shift),
                    forward.mean,
                    forward.variance,
                    forward.mask,
                    forward.y);
            return forward;
        }
    }

    private record Forward(long x, long mean, long variance, long mask, long y) {}
}
