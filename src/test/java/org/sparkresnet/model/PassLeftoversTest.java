package org.sparkresnet.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sparkresnet.compute.dl4j.SoftmaxCrossEntropy;
import org.sparkresnet.data.Batch;
import org.sparkresnet.image.PictureShape;

/**
 * What makes {@link org.sparkresnet.compute.dl4j.PassMemory} safe: from the second pass of a kind on, nobody refers to the
 * native objects of a pass when the next pass of that kind has ended. The garbage collector is the witness.
 */
class PassLeftoversTest {
    private static final int BATCH = 4;
    private static final int LAST_BATCH = 3;
    /** Kinds of passes by size of batch, training as positive numbers, in an order in which each one follows each. */
    private static final int[] KINDS = {
        BATCH, BATCH, -BATCH, -LAST_BATCH, BATCH, -BATCH, -BATCH, -LAST_BATCH, -LAST_BATCH, -BATCH, BATCH, BATCH
    };

    static Stream<Arguments> networks() {
        return Stream.of(
                Arguments.of(new CifarResNet(8, Shortcut.B), new PictureShape(1, 8, 8)),
                Arguments.of(new CifarResNet(8, Shortcut.C), new PictureShape(3, 8, 8)),
                Arguments.of(new ResNet(18, Shortcut.B, StrideIn.CONV3X3), new PictureShape(3, 32, 32)),
                Arguments.of(new ResNet(50, Shortcut.B, StrideIn.CONV1X1), new PictureShape(3, 32, 32)));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void nothingOfAPassIsKeptBeyondTheNext(Architecture architecture, PictureShape shape)
            throws ReflectiveOperationException, InterruptedException {
        ComputationGraph graph = Networks.graph(architecture, shape);
        graph.initGradientsView();
        Map<Integer, List<WeakReference<Object>>> lastOfKind = new HashMap<>();
        try (PassLeftovers leftovers = new PassLeftovers()) {
            for (int kind : KINDS) {
                leftovers.take();
                run(graph, shape, kind);
                List<WeakReference<Object>> made = leftovers.take();
                assertThat(made).hasSizeGreaterThan(100);
                if (lastOfKind.containsKey(kind)) {
                    assertThat(PassLeftovers.alive(lastOfKind.get(kind))).isEmpty();
                }
                // The first pass of a kind fills caches.
                lastOfKind.put(kind, lastOfKind.containsKey(kind) ? made : List.of());
            }
        }
        graph.close();
    }

    /** So the pass itself is too early, and the witness above can fail. */
    @Test
    void layersRememberTheLastPass() throws ReflectiveOperationException, InterruptedException {
        ComputationGraph graph = Networks.graph(Networks.SMALL, Networks.TINY_PICTURE);
        graph.initGradientsView();
        run(graph, Networks.TINY_PICTURE, BATCH);
        try (PassLeftovers leftovers = new PassLeftovers()) {
            run(graph, Networks.TINY_PICTURE, BATCH);
            assertThat(PassLeftovers.alive(leftovers.take())).isNotEmpty();
        }
        graph.close();
    }

    private static void run(ComputationGraph graph, PictureShape shape, int kind) {
        Batch batch = Formulas.batch(shape, Math.abs(kind), 0);
        try (INDArray images = Networks.images(batch, shape);
                INDArray labels = Nd4j.zeros(batch.size(), 1)) {
            if (kind > 0) {
                graph.setInput(0, images);
                graph.setLabels(labels);
                graph.computeGradientAndScore();
            } else {
                SoftmaxCrossEntropy.scoresOf(labels, graph.outputSingle(false, images));
            }
            graph.clear();
        }
    }
}
