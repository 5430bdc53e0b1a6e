package org.sparkresnet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.abstracts.Nd4jWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sparkresnet.compute.Backend;
import org.sparkresnet.data.Batch;
import org.sparkresnet.data.Minibatch;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.replica.Replica;

/** One picture tells how large the workspaces must be for a batch. */
class WorkspaceSizesTest {
    private static final PictureShape SHAPE = new PictureShape(3, 32, 32);
    private static final Batch BATCH = Formulas.batch(SHAPE, 16, 0);
    private static final int PASSES = 10;

    @Test
    void firstPassHasTheWorkspacesThatDl4jLearnsInMany() {
        Map<String, Long> learnedByDl4j = learnedByDl4j();
        try (Replica replica = Networks.small(SHAPE, 1, Backend.ND4J)) {
            replica.computeGradient(new Minibatch(0, 0, BATCH));
            Map<String, Long> ours = sizes();
            assertThat(ours).hasSameSizeAs(learnedByDl4j);
            learnedByDl4j.forEach(
                    (name, size) -> assertThat(ours.get(name)).as(name).isCloseTo(size, within(size / 20)));
        }
    }

    @Test
    void memoryStaysFromTheFirstPassOn() {
        try (Replica replica = Networks.small(SHAPE, 1, Backend.ND4J)) {
            replica.computeGradient(new Minibatch(0, 0, BATCH));
            Map<String, Long> afterOne = sizes();
            for (int i = 0; i < PASSES; i++) {
                replica.computeGradient(new Minibatch(0, 0, BATCH));
            }
            assertThat(sizes()).isEqualTo(afterOne);
        }
    }

    private static Map<String, Long> learnedByDl4j() {
        ComputationGraph graph = Networks.graph(Networks.SMALL, SHAPE);
        graph.initGradientsView();
        for (int i = 0; i < PASSES; i++) {
            try (INDArray images = Networks.images(BATCH, SHAPE);
                    INDArray labels = Nd4j.zeros(BATCH.size(), 1)) {
                graph.setInput(0, images);
                graph.setLabels(labels);
                graph.computeGradientAndScore();
                graph.clear();
            }
        }
        Map<String, Long> sizes = sizes();
        graph.close();
        return sizes;
    }

    private static Map<String, Long> sizes() {
        Map<String, Long> sizes = new TreeMap<>();
        for (MemoryWorkspace workspace : Nd4j.getWorkspaceManager().getAllWorkspacesForCurrentThread()) {
            sizes.put(workspace.getId(), ((Nd4jWorkspace) workspace).getCurrentSize());
        }
        return sizes;
    }
}
