package org.sparkresnet.compute.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkresnet.compute.engine.NativeMemory;
import org.sparkresnet.compute.kernel.Kernel;
import org.sparkresnet.compute.kernel.Shape;
import org.sparkresnet.compute.kernel.ShortcutShape;

/** Shortcuts without parameters against loops over plain arrays, bit for bit. */
class PaddedShortcutsTest {
    static Stream<Arguments> shapes() {
        return Stream.of(Layout.values())
                .flatMap(layout -> Stream.of(
                        Arguments.of(layout, new ShortcutShape(new Shape(2, 16, 8, 6), 32, 2)),
                        Arguments.of(layout, new ShortcutShape(new Shape(3, 16, 7, 9), 64, 2)),
                        Arguments.of(layout, new ShortcutShape(new Shape(1, 32, 5, 4), 64, 1)),
                        Arguments.of(layout, new ShortcutShape(new Shape(2, 16, 7, 8), 32, 3))));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void pickedValuesAndZerosComeOut(Layout layout, ShortcutShape shape) {
        float[] input = numbers(shape.input());
        float[] expected = new float[(int) shape.output().values()];
        for (int i = 0; i < input.length; i++) {
            int place = placeInOutput(shape, i);
            if (place >= 0) {
                expected[place] = input[i];
            }
        }
        try (OneDnnKernels kernels = new OneDnnKernels(layout)) {
            Kernel kernel = kernels.paddedShortcut(shape);
            assertThat(run(layout, kernel, shape.input(), input, shape.output()))
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void gradientGoesBackToWhereTheValuesCameFrom(Layout layout, ShortcutShape shape) {
        float[] gradient = numbers(shape.output());
        float[] expected = new float[(int) shape.input().values()];
        for (int i = 0; i < expected.length; i++) {
            int place = placeInOutput(shape, i);
            expected[i] = place >= 0 ? gradient[place] : 0;
        }
        try (OneDnnKernels kernels = new OneDnnKernels(layout)) {
            Kernel kernel = kernels.paddedShortcutGradient(shape);
            assertThat(run(layout, kernel, shape.output(), gradient, shape.input()))
                    .isEqualTo(expected);
        }
    }

    @Test
    void channelsThatFillNoBlocksAreRefused() {
        try (OneDnnKernels kernels = new OneDnnKernels(Layout.BLOCKS_OF_8)) {
            assertThatThrownBy(() -> kernels.paddedShortcut(new ShortcutShape(new Shape(1, 4, 4, 4), 8, 2)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the first 4 channels of Shape[pictures=1, channels=8");
        }
    }

    /** Where value {@code i} of the plain input is in the plain output; -1 if it is left out. */
    private static int placeInOutput(ShortcutShape shape, int i) {
        Shape from = shape.input();
        Shape to = shape.output();
        int column = i % from.width();
        int row = i / from.width() % from.height();
        int channel = i / (from.width() * from.height()) % from.channels();
        int picture = i / (from.width() * from.height() * from.channels());
        if (row % shape.stride() != 0 || column % shape.stride() != 0) {
            return -1;
        }
        int map = picture * to.channels() + channel;
        return (map * to.height() + row / shape.stride()) * to.width() + column / shape.stride();
    }

    private static float[] numbers(Shape shape) {
        float[] numbers = new float[(int) shape.values()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i + 1;
        }
        return numbers;
    }

    /** Plain in, plain out; memory is full of other numbers before. */
    private static float[] run(Layout layout, Kernel kernel, Shape from, float[] values, Shape to) {
        float[] result = new float[(int) to.values()];
        try (OneDnn library = new OneDnn();
                NativeMemory plainSource = memory(from);
                NativeMemory source = memory(from);
                NativeMemory destination = memory(to);
                NativeMemory plainDestination = memory(to);
                NativeMemory scratch = new NativeMemory(kernel.scratchBytes())) {
            Descriptors arrays = new Descriptors(library, layout);
            NativeMemory.floats(plainSource.address(), values.length).put(0, values);
            WeightPacking.reorder(library, arrays.plain(from), arrays.activation(from))
                    .on(0, plainSource.address(), source.address())
                    .run();
            kernel.on(scratch.address(), source.address(), destination.address())
                    .run();
            WeightPacking.reorder(library, arrays.activation(to), arrays.plain(to))
                    .on(0, destination.address(), plainDestination.address())
                    .run();
            NativeMemory.floats(plainDestination.address(), result.length).get(0, result);
        }
        return result;
    }

    private static NativeMemory memory(Shape shape) {
        NativeMemory memory = new NativeMemory(shape.values() * Float.BYTES);
        FloatBuffer floats = NativeMemory.floats(memory.address(), shape.values());
        while (floats.hasRemaining()) {
            floats.put(-7);
        }
        return memory;
    }
}
