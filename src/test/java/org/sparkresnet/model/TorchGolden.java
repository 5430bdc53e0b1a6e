package org.sparkresnet.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.sparkresnet.compute.ComputeSettings;
import org.sparkresnet.data.Batch;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.optim.ParameterGroups;
import org.sparkresnet.optim.Sgd;
import org.sparkresnet.replica.Replica;

/** A file that {@code src/test/python/golden_networks.py} wrote; its header says what is in it. */
final class TorchGolden {
    private final JsonNode json;
    private final ParameterGroups groups;

    TorchGolden(String name) {
        try (InputStream file = TorchGolden.class.getResourceAsStream("golden-" + name + ".json")) {
            json = new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        groups = ParameterGroups.of(Networks.graph(architecture(), shape()));
    }

    Architecture architecture() {
        int depth = json.get("depth").intValue();
        if (json.get("architecture").textValue().equals("cifar-resnet")) {
            return new CifarResNet(depth, json.has("shortcut") ? Shortcut.A : Shortcut.B);
        }
        StrideIn strideIn = json.get("strideIn").textValue().equals("conv1x1") ? StrideIn.CONV1X1 : StrideIn.CONV3X3;
        return new ResNet(depth, Shortcut.B, strideIn);
    }

    PictureShape shape() {
        int side = json.get("side").intValue();
        return new PictureShape(json.get("channels").intValue(), side, side);
    }

    Sgd optimizer(boolean nesterov) {
        return new Sgd(
                json.get("momentum").doubleValue(),
                nesterov,
                json.get("weightDecay").doubleValue());
    }

    double learningRate() {
        return json.get("learningRate").doubleValue();
    }

    Batch batch(int step) {
        return Formulas.batch(
                shape(), json.get("batch").intValue(), json.get("pictures").intValue(), step);
    }

    /** Whether no ReLU takes another side in float32 than in float64 during so many steps. */
    boolean isStableFor(int steps) {
        return steps <= json.get("stableSteps").intValue();
    }

    /** A replica with the parameters before the first step. */
    Replica replica(Sgd optimizer, ComputeSettings compute) {
        Replica replica =
                new GraphReplica.Blueprint(architecture(), Networks.input(shape()), optimizer, 1, compute).create();
        replica.parameters().put(start(Formulas.copy(replica.parameters())));
        return replica;
    }

    /** What became of the training with this rule, {@code heavyBall} or {@code nesterov}. */
    JsonNode training(boolean nesterov) {
        return json.get(nesterov ? "nesterov" : "heavyBall");
    }

    /** Parameters before the first step; where the file has no formula, in statistics, what {@code fresh} has. */
    float[] start(float[] fresh) {
        float[] start = fresh.clone();
        for (int stream = 0; stream < parameters().size(); stream++) {
            JsonNode parameter = parameters().get(stream);
            ParameterGroups.Group group = group(parameter);
            if (group.kind() != ParameterGroups.Kind.STATISTIC) {
                double factor = factor(parameter);
                double shift = group.key().equals("gamma") ? 1 : 0;
                double divisor = parameter.get("layer").textValue().endsWith("-conv3-norm") && shift == 1 ? 8 : 1;
                for (int i = 0; i < group.size(); i++) {
                    start[group.from() + i] = (float) ((shift + Formulas.uniform(stream, i) * factor) / divisor);
                }
            }
        }
        return start;
    }

    /** What spreads the numbers in [-1, 1). */
    private static double factor(JsonNode parameter) {
        boolean weight = parameter.get("key").textValue().equals("W");
        return weight ? Math.sqrt(6.0 / parameter.get("fanIn").intValue()) : 0.25;
    }

    /**
     * How far {@code values}, {@code [n]}, are from the golden ones, by name of the parameter.
     *
     * @param digests one for each parameter, null for those to leave out
     */
    Map<String, Distance> distances(JsonNode digests, float[] values) {
        Map<String, Distance> distances = new TreeMap<>();
        forEachSample(digests, (group, place, golden) -> distances
                .computeIfAbsent(group.layer() + "/" + group.key(), name -> new Distance())
                .add(values[place], golden));
        return distances;
    }

    /** How far the way from {@code start} to {@code end} is from the golden way, by kind of the parameter. */
    Map<ParameterGroups.Kind, Distance> wayDistances(JsonNode digests, float[] start, float[] end) {
        Map<ParameterGroups.Kind, Distance> distances = new EnumMap<>(ParameterGroups.Kind.class);
        forEachSample(digests, (group, place, golden) -> distances
                .computeIfAbsent(group.kind(), kind -> new Distance())
                .add((double) end[place] - start[place], golden - start[place]));
        return distances;
    }

    /** Asserts that the L2 norm of every parameter's part of {@code values}, {@code [n]}, is the golden one. */
    void assertNorms(JsonNode digests, float[] values, double tolerance) {
        for (int p = 0; p < digests.size(); p++) {
            if (!digests.get(p).isNull()) {
                ParameterGroups.Group group = group(parameters().get(p));
                double squares = 0;
                for (int i = group.from(); i < group.to(); i++) {
                    squares += (double) values[i] * values[i];
                }
                double golden = digests.get(p).get("norm").doubleValue();
                assertThat(Math.abs(Math.sqrt(squares) / golden - 1))
                        .as("norm of " + group)
                        .isLessThan(tolerance);
            }
        }
    }

    private void forEachSample(JsonNode digests, SampleConsumer consumer) {
        for (int p = 0; p < digests.size(); p++) {
            if (!digests.get(p).isNull()) {
                ParameterGroups.Group group = group(parameters().get(p));
                JsonNode samples = digests.get(p).get("samples");
                for (int j = 0; j < samples.size(); j++) {
                    int place = group.from() + place(group.size(), j);
                    consumer.accept(group, place, samples.get(j).doubleValue());
                }
            }
        }
    }

    private int place(int size, int sample) {
        return size <= json.get("samples").intValue() ? sample : Integer.remainderUnsigned(Formulas.mix(sample), size);
    }

    private JsonNode parameters() {
        return json.get("parameters");
    }

    private ParameterGroups.Group group(JsonNode parameter) {
        ParameterGroups.Group group = groups.groups().stream()
                .filter(g -> g.layer().equals(parameter.get("layer").textValue())
                        && g.key().equals(parameter.get("key").textValue()))
                .findFirst()
                .orElseThrow();
        assertThat(group.size()).isEqualTo(parameter.get("size").intValue());
        return group;
    }

    private interface SampleConsumer {
        /** Takes golden value {@code golden} of place {@code place} in the flat vector. */
        void accept(ParameterGroups.Group group, int place, double golden);
    }

    /** Relative L2 distance of some numbers from golden ones. */
    static final class Distance {
        private double difference;
        private double length;

        void add(double ours, double golden) {
            difference += (ours - golden) * (ours - golden);
            length += golden * golden;
        }

        double relative() {
            return Math.sqrt(difference / length);
        }

        @Override
        public String toString() {
            return "%.1e".formatted(relative());
        }
    }
}
