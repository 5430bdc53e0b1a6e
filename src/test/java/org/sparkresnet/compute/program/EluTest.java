package org.sparkresnet.compute.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.learning.config.NoOp;
import org.sparkresnet.compute.Backend;
import org.sparkresnet.compute.dl4j.SoftmaxCrossEntropy;
import org.sparkresnet.compute.engine.FlatVectors;
import org.sparkresnet.compute.engine.GraphEngine;
import org.sparkresnet.compute.kernel.Shape;
import org.sparkresnet.random.NamedRandom;
import org.sparkresnet.replica.Target;

/** ELU behind a norm, and behind another ELU, against DL4J's own layers. */
class EluTest {
    private static final long CHANCE = 0;
    private static final Shape PICTURE = new Shape(1, 3, 6, 5);
    private static final int[] LABELS = {0, 3, 1, 2};
    private static final List<Target> TARGETS = Target.ofLabels(LABELS);

    @ParameterizedTest
    @ValueSource(doubles = 1)
    void gradientAndScoresAreThoseOfDl4j(double alpha) {
        Outcome slow = outcome(alpha, Backend.ND4J);
        Outcome fast = outcome(alpha, Backend.ONEDNN);
        assertThat(fast.training()).isCloseTo(slow.training(), within(1e-5));
        assertThat(fast.validation()).isCloseTo(slow.validation(), within(1e-5));
        for (int i = 0; i < slow.gradient().length; i++) {
            assertThat(fast.gradient()[i]).as("gradient " + i).isCloseTo(slow.gradient()[i], within(1e-5f));
        }
    }

    private static Outcome outcome(double alpha, Backend backend) {
        ComputationGraph graph = graph(alpha);
        NamedRandom random = NamedRandom.of(1, "numbers");
        FlatVectors flat = FlatVectors.of(graph);
        FloatBuffer parameters = flat.parameters();
        for (int i = 0; i < parameters.capacity(); i++) {
            // Positive for the sake of variances, uneven for that of all else.
            parameters.put(i, (float) random.nextDouble());
        }
        float[] pixels = new float[LABELS.length * (int) PICTURE.values()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) (2 * random.nextDouble() - 1);
        }
        try (GraphEngine engine = backend.engineFor(graph, PICTURE)) {
            double training = engine.computeGradient(FloatBuffer.wrap(pixels), TARGETS, CHANCE)
                    .loss();
            float[] gradient = new float[(int) flat.length()];
            flat.gradients().get(0, gradient);
            return new Outcome(
                    training,
                    gradient,
                    engine.evaluate(FloatBuffer.wrap(pixels), LABELS).loss());
        } finally {
            graph.close();
        }
    }

    private static ComputationGraph graph(double alpha) {
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .activation(Activation.IDENTITY)
                .updater(new NoOp())
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(InputType.convolutional(PICTURE.height(), PICTURE.width(), PICTURE.channels()))
                .addLayer(
                        "convolution",
                        new ConvolutionLayer.Builder(3, 3)
                                .padding(1, 1)
                                .nOut(16)
                                .hasBias(false)
                                .build(),
                        "input")
                .addLayer(
                        "norm",
                        new BatchNormalization.Builder().useLogStd(false).build(),
                        "convolution")
                .addLayer("first", new ActivationLayer(new ActivationELU(alpha)), "norm")
                .addLayer("second", new ActivationLayer(new ActivationELU(alpha)), "first")
                .addLayer("pool", new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), "second")
                .addLayer(
                        "head",
                        new OutputLayer.Builder(new SoftmaxCrossEntropy())
                                .activation(Activation.IDENTITY)
                                .nOut(4)
                                .build(),
                        "pool")
                .setOutputs("head")
                .build());
        graph.init();
        graph.initGradientsView();
        return graph;
    }

    private record Outcome(double training, float[] gradient, double validation) {}
}
