package org.sparkresnet.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sparkresnet.compute.ComputeThreads;
import org.sparkresnet.compute.dl4j.OneDnnHelpers;
import org.sparkresnet.image.PictureShape;

/**
 * Max pooling of 3x3 and stride 2 against a plain one, which does what PyTorch does: of equal values the first in the
 * window, row by row, gets the whole gradient. Values are -2, -1, 0, 1, 2, so that most windows have a tie and padding
 * would win some of them if it could.
 */
class MaxPoolingTest {
    private static final int PICTURES = 2;
    private static final int CHANNELS = 16;

    @ParameterizedTest
    @CsvSource({"8, 8", "7, 9", "16, 5", "1, 1"})
    void valuesAndGradientsAreThoseOfThePlainOne(int height, int width) {
        float[] input = levels(0, PICTURES * CHANNELS * height * width);
        int outputHeight = (height - 1) / 2 + 1;
        int outputWidth = (width - 1) / 2 + 1;
        float[] epsilon = levels(1, PICTURES * CHANNELS * outputHeight * outputWidth);
        float[] output = new float[epsilon.length];
        float[] gradient = new float[input.length];
        for (int map = 0; map < PICTURES * CHANNELS; map++) {
            for (int i = 0; i < outputHeight * outputWidth; i++) {
                int largest = map * height * width + largest(input, map, height, width, i);
                output[map * outputHeight * outputWidth + i] = input[largest];
                gradient[largest] += epsilon[map * outputHeight * outputWidth + i];
            }
        }
        Layer layer = pooling(height, width);
        layer.setInput(array(input, height, width), LayerWorkspaceMgr.noWorkspaces());
        assertThat(values(layer.activate(true, LayerWorkspaceMgr.noWorkspaces())))
                .isEqualTo(output);
        layer.setInput(array(input, height, width), LayerWorkspaceMgr.noWorkspaces());
        INDArray back = layer.backpropGradient(
                        array(epsilon, outputHeight, outputWidth), LayerWorkspaceMgr.noWorkspaces())
                .getSecond();
        assertThat(values(back)).isEqualTo(gradient);
    }

    /** Place of the largest value, within its map, of output {@code i}'s window. */
    private static int largest(float[] input, int map, int height, int width, int i) {
        int outputWidth = (width - 1) / 2 + 1;
        int top = i / outputWidth * 2 - 1;
        int left = i % outputWidth * 2 - 1;
        int largest = -1;
        for (int y = Math.max(0, top); y < Math.min(height, top + 3); y++) {
            for (int x = Math.max(0, left); x < Math.min(width, left + 3); x++) {
                int place = y * width + x;
                int from = map * height * width;
                if (largest < 0 || input[from + place] > input[from + largest]) {
                    largest = place;
                }
            }
        }
        return largest;
    }

    private static Layer pooling(int height, int width) {
        OneDnnHelpers.enable();
        ComputeThreads.use(1);
        NetworkBuilder network = new NetworkBuilder(new PictureShape(CHANNELS, height, width));
        Output pooled = network.maxPooling("max", network.input(), 3, 2);
        return Networks.graph(network.classifier(pooled, 10, 0)).getLayer("max");
    }

    private static float[] levels(int stream, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) Math.floor(Formulas.uniform(stream, i) * 2.5 + 0.5);
        }
        return values;
    }

    private static INDArray array(float[] values, int height, int width) {
        return Nd4j.createFromArray(values).reshape(PICTURES, CHANNELS, height, width);
    }

    private static float[] values(INDArray array) {
        return array.dup('c').data().asFloat();
    }
}
