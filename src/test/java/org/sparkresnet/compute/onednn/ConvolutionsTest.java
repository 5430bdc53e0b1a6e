package org.sparkresnet.compute.onednn;

import static org.sparkresnet.compute.onednn.Closeness.assertClose;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkresnet.compute.kernel.ConvolutionShape;
import org.sparkresnet.compute.kernel.Epilogue;
import org.sparkresnet.compute.kernel.Shape;
import org.sparkresnet.compute.kernel.Window;

class ConvolutionsTest {
    /** With channels that fill the blocks, or that are those of pictures. */
    private static final List<ConvolutionShape> FILLED = List.of(
            shape(new Shape(2, 1, 9, 7), 16, 3, 1),
            shape(new Shape(1, 1, 8, 8), 32, 7, 2),
            shape(new Shape(2, 3, 11, 13), 16, 7, 2),
            shape(new Shape(3, 3, 5, 6), 16, 3, 1),
            shape(new Shape(1, 16, 7, 5), 32, 1, 1),
            shape(new Shape(2, 32, 7, 9), 16, 1, 2),
            shape(new Shape(2, 16, 8, 8), 32, 1, 2),
            shape(new Shape(3, 16, 6, 7), 16, 3, 1),
            shape(new Shape(1, 32, 9, 8), 16, 3, 2),
            shape(new Shape(2, 16, 9, 9), 16, 7, 1),
            shape(new Shape(1, 16, 1, 1), 16, 3, 1),
            shape(new Shape(1, 16, 2, 1), 16, 3, 2));

    /** With channels that fill no block: only for channels that come last. */
    private static final List<ConvolutionShape> ODD = List.of(
            shape(new Shape(2, 3, 6, 7), 5, 3, 1),
            shape(new Shape(2, 5, 6, 7), 7, 3, 2),
            shape(new Shape(1, 20, 4, 5), 11, 1, 1),
            shape(new Shape(1, 1, 9, 9), 3, 7, 2));

    static Stream<Arguments> convolutions() {
        Stream<Arguments> filled = Arrays.stream(Layout.values())
                .flatMap(layout -> FILLED.stream().map(shape -> Arguments.of(layout, shape)));
        Stream<Arguments> odd = ODD.stream().map(shape -> Arguments.of(Layout.CHANNELS_LAST, shape));
        return Stream.concat(filled, odd);
    }

    @ParameterizedTest
    @MethodSource("convolutions")
    void forwardIsTheSumOfTheDefinition(Layout layout, ConvolutionShape shape) {
        float[] x = KernelBench.random(shape.input().values(), 1);
        float[] weights = KernelBench.random(shape.weights(), 2);
        try (KernelBench bench = new KernelBench(layout)) {
            long y = bench.room(shape.output());
            bench.run(
                    bench.kernels().convolution(shape, Epilogue.ofBias(false)),
                    bench.activation(shape.input(), x),
                    bench.plain(weights),
                    y);
            assertClose(bench.readActivation(y, shape.output()), SlowKernels.convolution(shape, x, weights));
        }
    }

    @ParameterizedTest
    @MethodSource("convolutions")
    void dataGradientIsTheSumOfTheDefinition(Layout layout, ConvolutionShape shape) {
        float[] gradient = KernelBench.random(shape.output().values(), 3);
        float[] weights = KernelBench.random(shape.weights(), 4);
        try (KernelBench bench = new KernelBench(layout)) {
            long dx = bench.room(shape.input());
            bench.run(
                    bench.kernels().convolutionDataGradient(shape),
                    bench.activation(shape.output(), gradient),
                    bench.plain(weights),
                    dx);
            assertClose(
                    bench.readActivation(dx, shape.input()),
                    SlowKernels.convolutionDataGradient(shape, gradient, weights));
        }
    }

    @ParameterizedTest
    @MethodSource("convolutions")
    void weightGradientIsTheSumOfTheDefinition(Layout layout, ConvolutionShape shape) {
        float[] x = KernelBench.random(shape.input().values(), 5);
        float[] gradient = KernelBench.random(shape.output().values(), 6);
        try (KernelBench bench = new KernelBench(layout)) {
            long result = bench.room(shape.weights() * Float.BYTES);
            bench.run(
                    bench.kernels().convolutionWeightGradient(shape, false),
                    bench.activation(shape.input(), x),
                    bench.activation(shape.output(), gradient),
                    result);
            assertClose(
                    bench.readPlain(result, shape.weights()),
                    SlowKernels.convolutionWeightGradient(shape, x, gradient));
        }
    }

    @ParameterizedTest
    @MethodSource("convolutions")
    void biasGradientIsTheSumOverAllPixels(Layout layout, ConvolutionShape shape) {
        float[] x = KernelBench.random(shape.input().values(), 5);
        float[] gradient = KernelBench.random(shape.output().values(), 6);
        double[] expected = new double[shape.outputChannels()];
        for (int i = 0; i < gradient.length; i++) {
            expected[SlowKernels.channel(shape.output(), i)] += gradient[i];
        }
        try (KernelBench bench = new KernelBench(layout)) {
            long weights = bench.room(shape.weights() * Float.BYTES);
            long bias = bench.room((long) shape.outputChannels() * Float.BYTES);
            bench.run(
                    bench.kernels().convolutionWeightGradient(shape, true),
                    bench.activation(shape.input(), x),
                    bench.activation(shape.output(), gradient),
                    weights,
                    bias);
            assertClose(bench.readPlain(bias, shape.outputChannels()), expected);
            assertClose(
                    bench.readPlain(weights, shape.weights()),
                    SlowKernels.convolutionWeightGradient(shape, x, gradient));
        }
    }

    static Stream<Arguments> epilogues() {
        return convolutions().flatMap(arguments -> Stream.of(
                        new Epilogue(true, false, false),
                        new Epilogue(true, false, true),
                        new Epilogue(true, true, false),
                        new Epilogue(true, true, true),
                        new Epilogue(false, true, false),
                        new Epilogue(false, false, true))
                .map(epilogue -> Arguments.of(arguments.get()[0], arguments.get()[1], epilogue)));
    }

    @ParameterizedTest
    @MethodSource("epilogues")
    void epiloguesAddThenCut(Layout layout, ConvolutionShape shape, Epilogue epilogue) {
        float[] x = KernelBench.random(shape.input().values(), 7);
        float[] weights = KernelBench.random(shape.weights(), 8);
        float[] bias = KernelBench.random(shape.outputChannels(), 10);
        float[] other = KernelBench.random(shape.output().values(), 11);
        double[] expected = SlowKernels.convolution(shape, x, weights);
        for (int i = 0; i < expected.length; i++) {
            int c = SlowKernels.channel(shape.output(), i);
            expected[i] += epilogue.bias() ? bias[c] : 0;
            expected[i] += epilogue.sum() ? other[i] : 0;
            expected[i] = epilogue.relu() ? Math.max(expected[i], 0) : expected[i];
        }
        try (KernelBench bench = new KernelBench(layout)) {
            long y = bench.room(shape.output());
            Stream<Long> operands = Stream.of(bench.activation(shape.input(), x), bench.plain(weights));
            if (epilogue.bias()) {
                operands = Stream.concat(operands, Stream.of(bench.plain(bias)));
            }
            if (epilogue.sum()) {
                operands = Stream.concat(operands, Stream.of(bench.activation(shape.output(), other)));
            }
            long[] places = Stream.concat(operands, Stream.of(y))
                    .mapToLong(Long::longValue)
                    .toArray();
            bench.run(bench.kernels().convolution(shape, epilogue), places);
            assertClose(bench.readActivation(y, shape.output()), expected);

            long packed = bench.room(bench.kernels().packedBytes(shape, epilogue));
            bench.run(bench.kernels().weightPacking(shape, epilogue), places[1], packed);
            places[1] = packed;
            places[places.length - 1] = bench.room(shape.output());
            bench.run(bench.kernels().packedConvolution(shape, epilogue), places);
            assertClose(bench.readActivation(places[places.length - 1], shape.output()), expected);
        }
    }

    private static ConvolutionShape shape(Shape input, int outputs, int side, int stride) {
        return new ConvolutionShape(input, outputs, new Window(side, stride, side / 2));
    }
}
