package org.sparkresnet.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.sparkresnet.data.Batch;
import org.sparkresnet.data.Minibatch;
import org.sparkresnet.replica.Replica;

class StandardGraphTest {
    private static final double TOLERANCE = 5e-5;

    @ParameterizedTest
    @ValueSource(strings = {"cifar-resnet8-3x32x32", "resnet18-3x64x64"})
    void dl4jAloneComputesTheSameFromTheFile(String name) throws IOException {
        TorchGolden golden = new TorchGolden(name);
        try (Replica replica = golden.replica(Networks.HEAVY_BALL, Networks.compute(2))) {
            replica.computeGradient(new Minibatch(0, 0, golden.batch(0)));
            replica.update(replica.gradient(), 1, golden.learningRate());
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            new StandardGraph(golden.architecture(), Networks.input(golden.shape()))
                    .write(parameters -> parameters.put(Formulas.copy(replica.parameters())), file);
            ComputationGraph graph =
                    ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(file.toByteArray()), false);
            assertThat(graph.getConfiguration().toJson()).doesNotContain("sparkresnet");
            assertSameLogProbabilities(golden, replica, graph);
            graph.close();
        }
    }

    private static void assertSameLogProbabilities(TorchGolden golden, Replica replica, ComputationGraph graph) {
        Batch batch = golden.batch(1);
        INDArray probabilities = graph.outputSingle(false, Networks.images(batch, golden.shape()));
        double difference = 0;
        double size = 0;
        for (int label = 0; label < 10; label++) {
            int[] labels = new int[batch.size()];
            Arrays.fill(labels, label);
            double expected = replica.evaluate(new Batch(batch.images(), labels, () -> {}))
                    .lossSum();
            double actual = 0;
            for (int picture = 0; picture < batch.size(); picture++) {
                actual -= Math.log(probabilities.getDouble(picture, label));
            }
            difference += Math.pow(actual - expected, 2);
            size += Math.pow(expected, 2);
        }
        assertThat(Math.sqrt(difference / size)).isLessThan(TOLERANCE);
    }
}
