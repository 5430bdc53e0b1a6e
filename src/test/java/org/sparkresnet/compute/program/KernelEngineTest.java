package org.sparkresnet.compute.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.sparkresnet.compute.GraphSketch;
import org.sparkresnet.compute.dl4j.Dl4jEngine;
import org.sparkresnet.compute.dl4j.NamedDropout;
import org.sparkresnet.compute.engine.FlatVectors;
import org.sparkresnet.compute.engine.GraphEngine;
import org.sparkresnet.compute.kernel.Shape;
import org.sparkresnet.compute.onednn.OneDnnLibrary;
import org.sparkresnet.replica.Scores;
import org.sparkresnet.replica.Target;

class KernelEngineTest {
    private static final long CHANCE = 0;
    private static final Shape PICTURE = new Shape(1, 3, 9, 8);
    private static final int[] LABELS = {0, 3, 1, 2, 3, 0};
    private static final List<Target> TARGETS = Target.ofLabels(LABELS);

    /** Relative L2; about ten times what float32 leaves over. */
    private static final double TOLERANCE = 2e-5;

    /** Of the parameter's gradient: what steps that float32 can see bend, and ReLUs that change sides. */
    private static final double SLOPE_TOLERANCE = 0.02;

    private static final double STEP = 0x1p-10;

    static Stream<Arguments> graphs() {
        return Stream.of(16, 5).flatMap(channels -> Stream.of(
                        Arguments.of("plain", plain(channels)),
                        Arguments.of("stem", stem(channels)),
                        Arguments.of("identity", identity(channels)),
                        Arguments.of("projection", projection(channels)),
                        Arguments.of("three readers", threeReaders(channels)),
                        Arguments.of("pre-activation", preActivation(channels)),
                        Arguments.of("doubled", doubled(channels)),
                        Arguments.of("bare", bare(channels)),
                        Arguments.of("biased", biased(channels)),
                        Arguments.of("padded", padded(channels)),
                        Arguments.of("dropout", dropout(channels)),
                        Arguments.of("ELU", elu(channels, 1)))
                .map(arguments -> Arguments.of(
                        arguments.get()[0] + ", " + channels, arguments.get()[1])));
    }

    private static GraphSketch plain(int channels) {
        return sketch().unit("a", channels, 3, 1, "pictures")
                .unit("b", 2 * channels, 1, 2, "a")
                .unit("c", channels, 3, 2, "b")
                .head("c");
    }

    private static GraphSketch stem(int channels) {
        return sketch().unit("a", channels, 7, 2, "pictures")
                .maxPooling("b", 3, 2, "a")
                .unit("c", channels, 3, 1, "b")
                .head("c");
    }

    private static GraphSketch identity(int channels) {
        return sketch().unit("a", channels, 3, 1, "pictures")
                .unit("b", channels, 3, 1, "a")
                .convolution("c", channels, 3, 1, "b")
                .norm("d", "c")
                .sum("e", "d", "a")
                .relu("f", "e")
                .head("f");
    }

    private static GraphSketch projection(int channels) {
        return sketch().unit("a", channels, 3, 1, "pictures")
                .unit("b", 2 * channels, 3, 2, "a")
                .convolution("c", 2 * channels, 3, 1, "b")
                .norm("d", "c")
                .convolution("e", 2 * channels, 1, 2, "a")
                .norm("f", "e")
                .sum("g", "d", "f")
                .relu("h", "g")
                .head("h");
    }

    /** One node is read by two convolutions and a sum, whose shortcut is another sum. */
    private static GraphSketch threeReaders(int channels) {
        return sketch().unit("a", channels, 3, 1, "pictures")
                .convolution("b", channels, 1, 1, "a")
                .convolution("c", channels, 3, 1, "a")
                .sum("d", "b", "c")
                .sum("e", "a", "d")
                .norm("f", "e")
                .relu("g", "f")
                .sum("h", "g", "d")
                .head("h");
    }

    private static GraphSketch preActivation(int channels) {
        return sketch().convolution("a", channels, 3, 1, "pictures")
                .norm("b", "a")
                .relu("c", "b")
                .convolution("d", channels, 3, 1, "c")
                .sum("e", "d", "a")
                .norm("f", "e")
                .relu("g", "f")
                .convolution("h", channels, 3, 1, "g")
                .sum("i", "e", "h")
                .norm("j", "i")
                .relu("k", "j")
                .head("k");
    }

    /** Sums of a node with itself, of a norm that a sum alone reads among them. */
    private static GraphSketch doubled(int channels) {
        return sketch().convolution("a", channels, 3, 1, "pictures")
                .norm("b", "a")
                .sum("c", "b", "b")
                .relu("d", "c")
                .sum("e", "d", "d")
                .head("e");
    }

    /** ReLUs behind convolutions and poolings, and a norm that a ReLU and a sum read. */
    private static GraphSketch bare(int channels) {
        return sketch().convolution("a", channels, 3, 1, "pictures")
                .relu("b", "a")
                .maxPooling("c", 3, 2, "b")
                .convolution("d", channels, 3, 1, "c")
                .norm("e", "d")
                .relu("f", "e")
                .sum("g", "f", "e")
                .head("g");
    }

    /** Biases of convolutions that a norm, a ReLU and a sum read. */
    private static GraphSketch biased(int channels) {
        return sketch().layer("a", withBias(channels, 3), "pictures")
                .norm("b", "a")
                .layer("c", withBias(channels, 1), "b")
                .relu("d", "c")
                .layer("e", withBias(channels, 3), "d")
                .sum("f", "e", "d")
                .head("f");
    }

    /** A shortcut without parameters, to twice the channels and half the size. */
    private static GraphSketch padded(int channels) {
        return sketch().unit("a", channels, 3, 1, "pictures")
                .convolution("b", 2 * channels, 3, 2, "a")
                .norm("c", "b")
                .layer(
                        "d",
                        new SubsamplingLayer.Builder()
                                .kernelSize(1, 1)
                                .stride(2, 2)
                                .build(),
                        "a")
                .vertex("e", new ScaleVertex(0), "d")
                .vertex("f", new MergeVertex(), "d", "e")
                .sum("g", "c", "f")
                .relu("h", "g")
                .head("h");
    }

    private static GraphSketch dropout(int channels) {
        return sketch().unit("a", channels, 3, 1, "pictures")
                .layer("b", new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), "a")
                .layer("c", new DropoutLayer.Builder(new NamedDropout(0.3, "c")).build(), "b")
                .logits(GraphSketch.output().build(), "c");
    }

    private static GraphSketch elu(int channels, double alpha) {
        return sketch().convolution("a", channels, 3, 1, "pictures")
                .norm("b", "a")
                .layer("c", new ActivationLayer(new ActivationELU(alpha)), "b")
                .convolution("d", channels, 3, 1, "c")
                .layer("e", new ActivationLayer(new ActivationELU(alpha)), "d")
                .head("e");
    }

    private static Layer withBias(int channels, int side) {
        return GraphSketch.convolution(channels, side, 1).hasBias(true).build();
    }

    private static GraphSketch sketch() {
        return new GraphSketch(PICTURE);
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void gradientsAndScoresAreThoseOfDl4jsLayers(String name, GraphSketch sketch) {
        ComputationGraph slowGraph = sketch.graph();
        ComputationGraph fastGraph = sketch.graph();
        FloatBuffer pictures = pictures();
        try (GraphEngine slow = new Dl4jEngine(slowGraph, PICTURE);
                GraphEngine fast = engine(fastGraph)) {
            assertSame(
                    fast.computeGradient(pictures, TARGETS, CHANCE), slow.computeGradient(pictures, TARGETS, CHANCE));
            float[] expected = copy(FlatVectors.of(slowGraph).gradients());
            assertThat(distance(copy(FlatVectors.of(fastGraph).gradients()), expected))
                    .isLessThan(TOLERANCE);
            assertSame(fast.evaluate(pictures, LABELS), slow.evaluate(pictures, LABELS));
        }
    }

    private static void assertSame(Scores fast, Scores slow) {
        assertThat(fast.loss()).isCloseTo(slow.loss(), within(TOLERANCE * slow.loss()));
        assertThat(fast.top1Correct()).isEqualTo(slow.top1Correct());
    }

    /** DL4J's own gradient of such an ELU is another one. */
    static Stream<Arguments> graphsThatDl4jCannot() {
        return Stream.of(Arguments.of("ELU 0.25", elu(16, 0.25)), Arguments.of("ELU 2", elu(5, 2)));
    }

    @ParameterizedTest
    @MethodSource({"graphs", "graphsThatDl4jCannot"})
    void gradientOfEveryParameterIsTheSlopeOfTheLoss(String name, GraphSketch sketch) {
        ComputationGraph graph = sketch.graph();
        FloatBuffer pictures = pictures();
        try (GraphEngine engine = engine(graph)) {
            engine.computeGradient(pictures, TARGETS, CHANCE);
            float[] gradient = copy(FlatVectors.of(graph).gradients());
            for (GraphSketch.Parameter parameter : GraphSketch.parameters(graph)) {
                if (!parameter.isStatistic()) {
                    double[] along = direction(gradient, parameter);
                    double length = 0;
                    for (int i = 0; i < along.length; i++) {
                        length += along[i] * gradient[parameter.from() + i];
                    }
                    assertThat(slope(engine, FlatVectors.of(graph).parameters(), parameter, along))
                            .as(parameter.toString())
                            .isCloseTo(length, within(SLOPE_TOLERANCE * length + 5e-5));
                }
            }
        }
    }

    /** Of length 1, along the gradient: any other gradient of the same length would be less steep. */
    private static double[] direction(float[] gradient, GraphSketch.Parameter parameter) {
        double[] along = new double[parameter.count()];
        double squares = 0;
        for (int i = 0; i < along.length; i++) {
            along[i] = gradient[parameter.from() + i];
            squares += along[i] * along[i];
        }
        for (int i = 0; i < along.length && squares > 0; i++) {
            along[i] /= Math.sqrt(squares);
        }
        return along;
    }

    private static double slope(
            GraphEngine engine, FloatBuffer parameters, GraphSketch.Parameter parameter, double[] along) {
        float[] middle = new float[along.length];
        parameters.get(parameter.from(), middle);
        double[] losses = new double[2];
        for (int side = 0; side < 2; side++) {
            float[] moved = middle.clone();
            for (int i = 0; i < moved.length; i++) {
                moved[i] += (float) (along[i] * (side == 0 ? STEP : -STEP));
            }
            parameters.put(parameter.from(), moved);
            losses[side] = engine.computeGradient(pictures(), TARGETS, CHANCE).loss();
        }
        parameters.put(parameter.from(), middle);
        return (losses[0] - losses[1]) / (2 * STEP);
    }

    @Test
    void dropoutDrawsWhatItsChanceNames() {
        ComputationGraph graph = dropout(16).graph();
        FloatBuffer pictures = pictures();
        try (GraphEngine engine = engine(graph)) {
            Scores one = engine.computeGradient(pictures, TARGETS, 1);
            assertThat(engine.computeGradient(pictures, TARGETS, 2)).isNotEqualTo(one);
            assertThat(engine.computeGradient(pictures, TARGETS, 1)).isEqualTo(one);
        }
    }

    @Test
    void stepsAllocateNothing() {
        ComputationGraph graph = projection(16).graph();
        FloatBuffer pictures = pictures();
        try (GraphEngine engine = engine(graph)) {
            engine.computeGradient(pictures, TARGETS, CHANCE);
            engine.evaluate(pictures, LABELS);
            engine.computeGradient(pictures, TARGETS, CHANCE);
            long bytes = Pointer.totalBytes();
            long pointers = Pointer.totalCount();
            for (int step = 0; step < 10; step++) {
                engine.computeGradient(pictures, TARGETS, CHANCE);
                engine.evaluate(pictures, LABELS);
            }
            assertThat(Pointer.totalBytes()).isEqualTo(bytes);
            assertThat(Pointer.totalCount()).isEqualTo(pointers);
        }
    }

    @Test
    void evaluationOfFewerPicturesIsThatOfTheFirstOfMore() {
        ComputationGraph graph = projection(16).graph();
        FloatBuffer pictures = pictures();
        int[] fewer = {LABELS[0], LABELS[1]};
        FloatBuffer first = pictures.duplicate().limit(2 * (int) PICTURE.values());
        try (GraphEngine once = engine(graph);
                GraphEngine again = engine(graph)) {
            Scores alone = once.evaluate(first, fewer);
            again.evaluate(pictures, LABELS);
            assertThat(again.evaluate(first, fewer).loss()).isCloseTo(alone.loss(), within(1e-6));
        }
    }

    @Test
    void evaluationSeesParametersThatItWasToldOf() {
        ComputationGraph graph = projection(16).graph();
        FloatBuffer parameters = FlatVectors.of(graph).parameters();
        FloatBuffer pictures = pictures();
        try (GraphEngine engine = engine(graph)) {
            Scores before = engine.evaluate(pictures, LABELS);
            for (GraphSketch.Parameter parameter : GraphSketch.parameters(graph)) {
                float old = parameters.get(parameter.from());
                parameters.put(parameter.from(), 2 * old + 1);
                engine.parametersChanged();
                assertThat(engine.evaluate(pictures, LABELS))
                        .as(parameter.toString())
                        .isNotEqualTo(before);
                parameters.put(parameter.from(), old);
            }
            engine.parametersChanged();
            assertThat(engine.evaluate(pictures, LABELS)).isEqualTo(before);
        }
    }

    @Test
    void trainingInTheSameMemoryDoesNotDisturbEvaluation() {
        ComputationGraph graph = projection(16).graph();
        FloatBuffer pictures = pictures();
        try (GraphEngine engine = engine(graph)) {
            Scores before = engine.evaluate(pictures, LABELS);
            assertThat(engine.evaluate(pictures, LABELS)).isEqualTo(before);
            engine.computeGradient(pictures, TARGETS, CHANCE);
            assertThat(engine.evaluate(pictures, LABELS)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void oneNumberThatIsNoneSpoilsTheScores(float bad) {
        ComputationGraph graph = identity(16).graph();
        FloatBuffer parameters = FlatVectors.of(graph).parameters();
        try (GraphEngine engine = engine(graph)) {
            for (GraphSketch.Parameter parameter : GraphSketch.parameters(graph)) {
                float good = parameters.get(parameter.from());
                parameters.put(parameter.from(), bad);
                assertSpoiled(engine, pictures(), parameter.toString());
                parameters.put(parameter.from(), good);
            }
            FloatBuffer pictures = pictures();
            pictures.put(17, bad);
            assertSpoiled(engine, pictures, "a picture");
            assertThat(engine.computeGradient(pictures(), TARGETS, CHANCE).loss())
                    .isFinite();
            assertThat(engine.evaluate(pictures(), LABELS).loss()).isFinite();
        }
    }

    private static void assertSpoiled(GraphEngine engine, FloatBuffer pictures, String what) {
        assertThat(engine.computeGradient(pictures, TARGETS, CHANCE).loss())
                .as(what)
                .isNotFinite();
        assertThat(engine.evaluate(pictures, LABELS).loss()).as(what).isNotFinite();
    }

    private static GraphEngine engine(ComputationGraph graph) {
        return new KernelEngine(graph, PICTURE, OneDnnLibrary::kernels);
    }

    private static FloatBuffer pictures() {
        FloatBuffer pictures = ByteBuffer.allocateDirect(LABELS.length * (int) PICTURE.values() * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < pictures.capacity(); i++) {
            pictures.put(i, (float) random.nextDouble(-2, 2));
        }
        return pictures;
    }

    private static float[] copy(FloatBuffer buffer) {
        float[] values = new float[buffer.limit()];
        buffer.get(0, values);
        return values;
    }

    /** Relative L2. */
    private static double distance(float[] actual, float[] expected) {
        double difference = 0;
        double size = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += Math.pow((double) actual[i] - expected[i], 2);
            size += Math.pow(expected[i], 2);
        }
        return Math.sqrt(difference / size);
    }
}
