package org.sparkresnet.compute.onednn;

import static org.sparkresnet.compute.onednn.Closeness.assertClose;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkresnet.compute.kernel.Shape;
import org.sparkresnet.compute.kernel.Window;

class PoolingsTest {
    static Stream<Arguments> poolings() {
        return Arrays.stream(Layout.values())
                .flatMap(layout -> Stream.of(
                        Arguments.of(layout, new Shape(2, 16, 7, 9), new Window(3, 2, 1)),
                        Arguments.of(layout, new Shape(1, 32, 8, 6), new Window(2, 2, 0)),
                        Arguments.of(layout, new Shape(1, 16, 1, 1), new Window(3, 2, 1)),
                        Arguments.of(layout, new Shape(2, 3, 5, 5), new Window(3, 1, 1))));
    }

    /** Negative everywhere, so that a padding of zeros would win, and with many equal values. */
    @ParameterizedTest
    @MethodSource("poolings")
    void largestValueGoesForwardAndItsGradientBackToTheFirstOfThem(Layout layout, Shape input, Window window) {
        float[] x = KernelBench.random(input.values(), 1);
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) Math.floor(x[i] * 2) - 3;
        }
        Shape output = window.over(input);
        float[] gradient = KernelBench.random(output.values(), 2);
        int[] places = SlowKernels.placesOfLargest(input, window, x);
        double[] expected = new double[places.length];
        double[] expectedGradient = new double[x.length];
        for (int i = 0; i < places.length; i++) {
            expected[i] = x[places[i]];
            expectedGradient[places[i]] += gradient[i];
        }
        try (KernelBench bench = new KernelBench(layout)) {
            long positions = bench.room(bench.kernels().positionBytes(input, window));
            long y = bench.room(output);
            bench.run(bench.kernels().maxPooling(input, window), bench.activation(input, x), positions, y);
            assertClose(bench.readActivation(y, output), expected);
            long dx = bench.room(input);
            bench.run(
                    bench.kernels().maxPoolingGradient(input, window),
                    bench.activation(output, gradient),
                    positions,
                    dx);
            assertClose(bench.readActivation(dx, input), expectedGradient);
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void meanIsThatOfEveryChannelAndItsGradientIsSpreadEvenly(Layout layout) {
        for (Shape input : new Shape[] {new Shape(3, 32, 5, 7), new Shape(1, 16, 1, 1), new Shape(2, 5, 4, 4)}) {
            float[] x = KernelBench.random(input.values(), 3);
            int pixels = input.height() * input.width();
            int maps = input.pictures() * input.channels();
            float[] gradient = KernelBench.random(maps, 4);
            double[] expected = new double[maps];
            double[] expectedGradient = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                expected[i / pixels] += (double) x[i] / pixels;
                expectedGradient[i] = (double) gradient[i / pixels] / pixels;
            }
            try (KernelBench bench = new KernelBench(layout)) {
                long y = bench.room((long) maps * Float.BYTES);
                bench.run(bench.kernels().meanPooling(input), bench.activation(input, x), y);
                assertClose(bench.readPlain(y, maps), expected);
                long dx = bench.room(input);
                bench.run(bench.kernels().meanPoolingGradient(input), bench.plain(gradient), dx);
                assertClose(bench.readActivation(dx, input), expectedGradient);
            }
        }
    }
}
