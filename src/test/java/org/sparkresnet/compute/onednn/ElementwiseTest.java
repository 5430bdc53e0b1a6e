package org.sparkresnet.compute.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkresnet.compute.onednn.Closeness.assertClose;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparkresnet.compute.kernel.DenseShape;
import org.sparkresnet.compute.kernel.Shape;

/** What is done value by value, the arrangement of pictures, and the dense layer. */
class ElementwiseTest {
    private static final Shape[] SHAPES = {new Shape(2, 32, 3, 5), new Shape(1, 16, 1, 1), new Shape(2, 5, 3, 3)};

    @ParameterizedTest
    @EnumSource(Layout.class)
    void arrangementPutsEveryValueInItsPlace(Layout layout) {
        for (Shape shape : new Shape[] {new Shape(2, 3, 5, 4), new Shape(2, 1, 5, 4), new Shape(2, 32, 5, 4)}) {
            try (KernelBench bench = new KernelBench(layout)) {
                float[] x = KernelBench.random(shape.values(), 1);
                long y = bench.room(shape);
                bench.run(bench.kernels().arrangement(shape), bench.plain(x), y);
                assertThat(bench.readActivation(y, shape)).isEqualTo(x);
                if (bench.kernels().isPlain(shape)) {
                    assertThat(bench.readPlain(y, shape.values())).isEqualTo(x);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void additionGoesIntoEitherOperandOrIntoAThirdPlace(Layout layout) {
        for (Shape shape : SHAPES) {
            for (int place = 0; place < 3; place++) {
                assertAddition(layout, shape, false, place);
                assertAddition(layout, shape, true, place);
            }
        }
    }

    private static void assertAddition(Layout layout, Shape shape, boolean relu, int place) {
        float[] a = KernelBench.random(shape.values(), 1);
        float[] b = KernelBench.random(shape.values(), 2);
        double[] expected = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            expected[i] = relu ? Math.max((double) a[i] + b[i], 0) : (double) a[i] + b[i];
        }
        try (KernelBench bench = new KernelBench(layout)) {
            long[] places = {bench.activation(shape, a), bench.activation(shape, b), bench.room(shape)};
            bench.run(bench.kernels().addition(shape, relu), places[0], places[1], places[place]);
            assertClose(bench.readActivation(places[place], shape), expected);
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void reluCutsAndItsGradientPassesWhereItDidNot(Layout layout) {
        for (Shape shape : SHAPES) {
            float[] x = KernelBench.random(shape.values(), 1);
            x[3] = 0;
            float[] gradient = KernelBench.random(shape.values(), 2);
            float[] expected = new float[x.length];
            float[] expectedGradient = new float[x.length];
            for (int i = 0; i < x.length; i++) {
                expected[i] = Math.max(x[i], 0);
                expectedGradient[i] = x[i] > 0 ? gradient[i] : 0;
            }
            try (KernelBench bench = new KernelBench(layout)) {
                long inPlace = bench.activation(shape, x);
                long y = bench.room(shape);
                bench.run(bench.kernels().relu(shape), inPlace, y);
                assertThat(bench.readActivation(y, shape)).isEqualTo(expected);
                bench.run(bench.kernels().relu(shape), inPlace, inPlace);
                assertThat(bench.readActivation(inPlace, shape)).isEqualTo(expected);
                long dy = bench.activation(shape, gradient);
                long dx = bench.room(shape);
                bench.run(bench.kernels().reluGradient(shape), y, dy, dx);
                assertThat(bench.readActivation(dx, shape))
                        .usingComparatorWithPrecision(0f)
                        .containsExactly(expectedGradient);
                bench.run(bench.kernels().reluGradient(shape), y, dy, dy);
                assertThat(bench.readActivation(dy, shape))
                        .usingComparatorWithPrecision(0f)
                        .containsExactly(expectedGradient);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void denseLayerAndItsGradientsAreSumsOfProducts(Layout layout) {
        for (DenseShape shape : new DenseShape[] {new DenseShape(3, 64, 10), new DenseShape(1, 5, 7)}) {
            float[] x = KernelBench.random((long) shape.pictures() * shape.inputs(), 1);
            float[] weights = KernelBench.random((long) shape.outputs() * shape.inputs(), 2);
            float[] bias = KernelBench.random(shape.outputs(), 3);
            float[] gradient = KernelBench.random((long) shape.pictures() * shape.outputs(), 4);
            try (KernelBench bench = new KernelBench(layout)) {
                long y = bench.room((long) gradient.length * Float.BYTES);
                bench.run(bench.kernels().dense(shape), bench.plain(x), bench.plain(weights), bench.plain(bias), y);
                assertClose(bench.readPlain(y, gradient.length), SlowKernels.dense(shape, x, weights, bias));
                long dx = bench.room((long) x.length * Float.BYTES);
                bench.run(bench.kernels().denseDataGradient(shape), bench.plain(gradient), bench.plain(weights), dx);
                assertClose(bench.readPlain(dx, x.length), product(gradient, weights, shape.outputs(), shape.inputs()));
                long weightGradient = bench.room((long) weights.length * Float.BYTES);
                long biasGradient = bench.room((long) bias.length * Float.BYTES);
                bench.run(
                        bench.kernels().denseWeightGradient(shape),
                        bench.plain(x),
                        bench.plain(gradient),
                        weightGradient,
                        biasGradient);
                float[] turned = transposed(gradient, shape.outputs());
                float[] ones = new float[shape.pictures()];
                Arrays.fill(ones, 1);
                assertClose(
                        bench.readPlain(weightGradient, weights.length),
                        product(turned, x, shape.pictures(), shape.inputs()));
                assertClose(bench.readPlain(biasGradient, bias.length), product(turned, ones, shape.pictures(), 1));
            }
        }
    }

    /** {@code [m, inner]} times {@code [inner, columns]}. */
    private static double[] product(float[] left, float[] right, int inner, int columns) {
        double[] product = new double[left.length / inner * columns];
        for (int i = 0; i < product.length; i++) {
            for (int k = 0; k < inner; k++) {
                product[i] += (double) left[i / columns * inner + k] * right[k * columns + i % columns];
            }
        }
        return product;
    }

    private static float[] transposed(float[] matrix, int columns) {
        int rows = matrix.length / columns;
        float[] transposed = new float[matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            transposed[i % columns * rows + i / columns] = matrix[i];
        }
        return transposed;
    }
}
