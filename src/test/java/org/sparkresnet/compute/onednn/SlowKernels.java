package org.sparkresnet.compute.onednn;

import java.util.function.IntPredicate;
import org.sparkresnet.compute.kernel.ConvolutionShape;
import org.sparkresnet.compute.kernel.DenseShape;
import org.sparkresnet.compute.kernel.NormShape;
import org.sparkresnet.compute.kernel.Shape;
import org.sparkresnet.compute.kernel.Window;

/** What kernels have to compute, by nested loops in float64 on plain arrays {@code [N, C, H, W]}. */
final class SlowKernels {
    private SlowKernels() {}

    static double[] convolution(ConvolutionShape shape, float[] x, float[] weights) {
        double[] y = new double[Math.toIntExact(shape.output().values())];
        forEachProduct(shape, (source, weight, target) -> y[target] += (double) x[source] * weights[weight]);
        return y;
    }

    static double[] convolutionDataGradient(ConvolutionShape shape, float[] dy, float[] weights) {
        double[] dx = new double[Math.toIntExact(shape.input().values())];
        forEachProduct(shape, (source, weight, target) -> dx[source] += (double) dy[target] * weights[weight]);
        return dx;
    }

    static double[] convolutionWeightGradient(ConvolutionShape shape, float[] x, float[] dy) {
        double[] gradient = new double[Math.toIntExact(shape.weights())];
        forEachProduct(shape, (source, weight, target) -> gradient[weight] += (double) x[source] * dy[target]);
        return gradient;
    }

    /** Calls {@code product} with the places in x, weights and y of every product of the definition. */
    private static void forEachProduct(ConvolutionShape shape, Product product) {
        Shape output = shape.output();
        int side = shape.window().side();
        for (int target = 0; target < output.values(); target++) {
            int channel = target / (output.height() * output.width()) % output.channels();
            for (int weight = 0; weight < shape.input().channels() * side * side; weight++) {
                int source = source(shape.input(), shape.window(), target(output, target), weight);
                if (source >= 0) {
                    product.of(source, channel * shape.input().channels() * side * side + weight, target);
                }
            }
        }
    }

    /** Picture, row and column of a place. */
    private static int[] target(Shape output, int place) {
        return new int[] {
            place / (output.channels() * output.height() * output.width()),
            place / output.width() % output.height(),
            place % output.width()
        };
    }

    /** Place in x that weight {@code [I, side, side]} is multiplied with, or -1 in the padding. */
    private static int source(Shape input, Window window, int[] target, int weight) {
        int side = window.side();
        int row = target[1] * window.stride() - window.padding() + weight / side % side;
        int column = target[2] * window.stride() - window.padding() + weight % side;
        boolean inside = row >= 0 && row < input.height() && column >= 0 && column < input.width();
        int channel = weight / (side * side);
        return inside ? ((target[0] * input.channels() + channel) * input.height() + row) * input.width() + column : -1;
    }

    /** For each value of the output of a pooling, the first place of the largest value in its window. */
    static int[] placesOfLargest(Shape input, Window window, float[] x) {
        Shape output = window.over(input);
        Shape oneChannel = new Shape(input.pictures() * input.channels(), 1, input.height(), input.width());
        int[] places = new int[Math.toIntExact(output.values())];
        for (int i = 0; i < places.length; i++) {
            places[i] = -1;
            int[] target = target(window.over(oneChannel), i);
            for (int weight = 0; weight < window.side() * window.side(); weight++) {
                int source = source(oneChannel, window, target, weight);
                if (source >= 0 && (places[i] < 0 || x[source] > x[places[i]])) {
                    places[i] = source;
                }
            }
        }
        return places;
    }

    /** Means and biased variances, one after the other, {@code [2, C]}. */
    static double[][] statistics(Shape shape, float[] x) {
        double[] mean = channelSums(shape, i -> true, x);
        int count = Math.toIntExact(shape.values() / shape.channels());
        double[] variance = new double[shape.channels()];
        for (int c = 0; c < variance.length; c++) {
            mean[c] /= count;
        }
        for (int i = 0; i < x.length; i++) {
            variance[channel(shape, i)] += Math.pow(x[i] - mean[channel(shape, i)], 2) / count;
        }
        return new double[][] {mean, variance};
    }

    static int channel(Shape shape, int place) {
        return place / (shape.height() * shape.width()) % shape.channels();
    }

    /** Sum over the places that count, of each channel. */
    static double[] channelSums(Shape shape, IntPredicate counts, float[] values) {
        double[] sums = new double[shape.channels()];
        for (int i = 0; i < values.length; i++) {
            sums[channel(shape, i)] += counts.test(i) ? values[i] : 0;
        }
        return sums;
    }

    static double[] norm(NormShape norm, float[] x, double[][] statistics, float[] scale, float[] shift) {
        double[] y = new double[x.length];
        for (int i = 0; i < y.length; i++) {
            int c = channel(norm.activation(), i);
            y[i] = (x[i] - statistics[0][c]) / Math.sqrt(statistics[1][c] + norm.epsilon()) * scale[c] + shift[c];
            y[i] = norm.relu() ? Math.max(y[i], 0) : y[i];
        }
        return y;
    }

    /** dx, dscale, dshift, from what came out of the norm. */
    static double[][] normGradient(NormShape norm, float[] x, double[] y, float[] scale, float[] dy) {
        Shape shape = norm.activation();
        double[][] statistics = statistics(shape, x);
        double[] scaleGradient = new double[shape.channels()];
        double[] shiftGradient = new double[shape.channels()];
        for (int i = 0; i < x.length; i++) {
            int c = channel(shape, i);
            double given = norm.relu() && y[i] <= 0 ? 0 : dy[i];
            scaleGradient[c] += given * normalized(norm, statistics, x, i);
            shiftGradient[c] += given;
        }
        double count = (double) shape.values() / shape.channels();
        double[] dx = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int c = channel(shape, i);
            double given = norm.relu() && y[i] <= 0 ? 0 : dy[i];
            dx[i] = scale[c]
                    / Math.sqrt(statistics[1][c] + norm.epsilon())
                    * (given
                            - shiftGradient[c] / count
                            - normalized(norm, statistics, x, i) * scaleGradient[c] / count);
        }
        return new double[][] {dx, scaleGradient, shiftGradient};
    }

    private static double normalized(NormShape norm, double[][] statistics, float[] x, int i) {
        int c = channel(norm.activation(), i);
        return (x[i] - statistics[0][c]) / Math.sqrt(statistics[1][c] + norm.epsilon());
    }

    static double[] dense(DenseShape shape, float[] x, float[] weights, float[] bias) {
        double[] y = new double[shape.pictures() * shape.outputs()];
        for (int i = 0; i < y.length; i++) {
            y[i] = bias[i % shape.outputs()];
            for (int j = 0; j < shape.inputs(); j++) {
                y[i] += (double) x[i / shape.outputs() * shape.inputs() + j]
                        * weights[i % shape.outputs() * shape.inputs() + j];
            }
        }
        return y;
    }

    @FunctionalInterface
    private interface Product {
        void of(int source, int weight, int target);
    }
}
