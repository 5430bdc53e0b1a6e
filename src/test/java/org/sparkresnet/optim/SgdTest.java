package org.sparkresnet.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkresnet.config.Settings;
import org.sparkresnet.optim.ParameterGroups.Group;
import org.sparkresnet.optim.ParameterGroups.Kind;
import org.sparkresnet.random.NamedRandom;

class SgdTest {
    private static final int LANES = 3;
    private static final double RATE = 0.1;
    private static final RangeThreads ONE = new RangeThreads(1);

    /** Lengths on both sides of the 4096 floats that the fast path works on at a time. */
    @ParameterizedTest
    @CsvSource({
        "1, false", "4095, false", "4096, false", "4097, false", "8193, false", "12288, false",
        "1, true", "4095, true", "4096, true", "4097, true", "8193, true", "12288, true"
    })
    void updateIsThatOfThePlainFormulas(int length, boolean nesterov) {
        Sgd sgd = new Sgd(0.9, nesterov, 0.01);
        ParameterGroups groups = groups(length, Kind.WEIGHT, Kind.UNDECAYED, Kind.STATISTIC, Kind.WEIGHT);
        Sgd.State state = random(groups);
        double[] parameters = doubles(state.parameters());
        double[] velocity = doubles(state.velocity());
        for (int step = 0; step < 3; step++) {
            FloatBuffer gradientSum = random("gradient", groups.length());
            sgd.update(state, gradientSum, LANES, RATE, ONE);
            updatePlainly(sgd, groups, parameters, velocity, doubles(gradientSum));
        }
        assertClose(state.parameters(), parameters);
        assertClose(state.velocity(), velocity);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void bitsDoNotDependOnHowTheVectorIsCut(boolean nesterov) {
        Sgd sgd = new Sgd(0.9, nesterov, 1e-4);
        ParameterGroups whole = groups(20000, Kind.WEIGHT);
        Sgd.State expected = random(whole);
        Sgd.State cut = new Sgd.State(
                copy(expected.parameters()), copy(expected.velocity()), new ParameterGroups(cuts(whole.length())));
        FloatBuffer gradientSum = random("gradient", whole.length());
        sgd.update(expected, gradientSum, LANES, RATE, ONE);
        sgd.update(cut, gradientSum, LANES, RATE, ONE);
        assertThat(cut.parameters()).isEqualTo(expected.parameters());
        assertThat(cut.velocity()).isEqualTo(expected.velocity());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7, 64})
    void bitsDoNotDependOnTheThreads(int threads) {
        Sgd sgd = new Sgd(0.9, true, 1e-4);
        ParameterGroups groups = groups(5001, Kind.WEIGHT, Kind.UNDECAYED, Kind.STATISTIC, Kind.WEIGHT);
        Sgd.State expected = random(groups);
        Sgd.State shared = new Sgd.State(copy(expected.parameters()), copy(expected.velocity()), groups);
        FloatBuffer gradientSum = random("gradient", groups.length());
        sgd.update(expected, gradientSum, LANES, RATE, ONE);
        try (RangeThreads many = new RangeThreads(threads)) {
            sgd.update(shared, gradientSum, LANES, RATE, many);
        }
        assertThat(shared.parameters()).isEqualTo(expected.parameters());
        assertThat(shared.velocity()).isEqualTo(expected.velocity());
    }

    @Test
    void moreThreadsThanValuesDoEachOnce() {
        Sgd.State state = new Sgd.State(floats(1, 2), floats(0, 0), groups(2, Kind.STATISTIC));
        try (RangeThreads many = new RangeThreads(5)) {
            new Sgd(0.9, true, 0.5).update(state, floats(0.5, -4), 2, 0, many);
        }
        assertThat(state.parameters()).isEqualTo(floats(0.75, 4));
    }

    @Test
    void statisticsMoveByTheMeanOfTheirDeltasWhateverTheRate() {
        ParameterGroups groups = groups(2, Kind.STATISTIC);
        Sgd.State state = new Sgd.State(floats(1, 2), floats(0, 0), groups);
        new Sgd(0.9, true, 0.5).update(state, floats(0.5, -4), 2, 0, ONE);
        assertThat(state.parameters()).isEqualTo(floats(0.75, 4));
        assertThat(state.velocity()).isEqualTo(floats(0, 0));
    }

    @Test
    void onlyWeightsDecay() {
        Sgd.State state =
                new Sgd.State(floats(1, 1, 1), floats(0, 0, 0), groups(1, Kind.WEIGHT, Kind.UNDECAYED, Kind.STATISTIC));
        new Sgd(0, false, 0.5).update(state, floats(0, 0, 0), 1, 0.5, ONE);
        assertThat(state.parameters()).isEqualTo(floats(0.75, 1, 1));
    }

    /** PyTorch's form: the velocity holds gradients, so a new rate acts on all of it at once. */
    @Test
    void rateStandsOutsideTheVelocity() {
        Sgd.State state = new Sgd.State(floats(0), floats(0), groups(1, Kind.WEIGHT));
        Sgd sgd = new Sgd(0.5, false, 0);
        sgd.update(state, floats(1), 1, 1, ONE);
        sgd.update(state, floats(0), 1, 0.25, ONE);
        assertThat(state.velocity()).isEqualTo(floats(0.5));
        assertThat(state.parameters()).isEqualTo(floats(-1.125));
    }

    @Test
    void nesterovLooksOneStepAhead() {
        Sgd.State state = new Sgd.State(floats(0), floats(0), groups(1, Kind.WEIGHT));
        new Sgd(0.5, true, 0).update(state, floats(1), 1, 1, ONE);
        assertThat(state.velocity()).isEqualTo(floats(1));
        assertThat(state.parameters()).isEqualTo(floats(-1.5));
    }

    @Test
    void gradientAndPositionsOfTheBuffersStay() {
        Sgd.State state = random(groups(5000, Kind.WEIGHT));
        FloatBuffer gradientSum = random("gradient", 5000);
        FloatBuffer before = copy(gradientSum);
        new Sgd(0.9, false, 1e-4).update(state, gradientSum, 1, RATE, ONE);
        assertThat(gradientSum).isEqualTo(before);
        assertThat(List.of(state.parameters().position(), state.velocity().position(), gradientSum.position()))
                .containsOnly(0);
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new Sgd(1, false, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Sgd(-0.1, false, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Sgd(Double.NaN, false, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Sgd(0, false, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Sgd(0, false, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        Sgd.State state = random(groups(1, Kind.WEIGHT));
        assertThatThrownBy(() -> new Sgd(0, false, 0).update(state, floats(1), 0, RATE, ONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void vectorsOfOtherLengthsAreRefused() {
        Sgd.State state = random(groups(2, Kind.WEIGHT));
        assertThatThrownBy(() -> new Sgd(0, false, 0).update(state, floats(1), 1, RATE, ONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 values");
        assertThatThrownBy(() -> new Sgd.State(floats(1, 2), floats(1), groups(2, Kind.WEIGHT)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void settingsGiveTheNumbers() {
        assertThat(Sgd.from(settings())).isEqualTo(new Sgd(0.9, false, 1e-4));
        assertThat(Sgd.from(settings("optimizer.momentum=0", "optimizer.nesterov=true", "optimizer.weight-decay=5e-4")))
                .isEqualTo(new Sgd(0, true, 5e-4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"optimizer.momentum=1", "optimizer.momentum=-1", "optimizer.weight-decay=-1e-4"})
    void settingsOutOfRangeAreReported(String setting) {
        Settings settings = settings(setting);
        Sgd.from(settings);
        assertThatThrownBy(settings::throwIfInvalid).hasMessageContaining(setting.replace("=", " = "));
    }

    /** One element after the other, in float64, as the class comment says. */
    private static void updatePlainly(
            Sgd sgd, ParameterGroups groups, double[] parameters, double[] velocity, double[] gradientSum) {
        for (Group group : groups.groups()) {
            for (int i = group.from(); i < group.to(); i++) {
                double gradient = gradientSum[i] / LANES;
                if (group.kind() == Kind.STATISTIC) {
                    parameters[i] -= gradient;
                    continue;
                }
                double decay = group.kind() == Kind.WEIGHT ? sgd.weightDecay() : 0;
                gradient += decay * parameters[i];
                velocity[i] = sgd.momentum() * velocity[i] + gradient;
                parameters[i] -= RATE * (sgd.nesterov() ? gradient + sgd.momentum() * velocity[i] : velocity[i]);
            }
        }
    }

    /** Groups of {@code length} values each. */
    private static ParameterGroups groups(int length, Kind... kinds) {
        List<Group> groups = new ArrayList<>();
        for (int i = 0; i < kinds.length; i++) {
            groups.add(new Group("layer" + i, "p", kinds[i], i * length, (i + 1) * length));
        }
        return new ParameterGroups(groups);
    }

    /** Weights of irregular sizes, some longer than what the fast path works on at a time. */
    private static List<Group> cuts(int length) {
        NamedRandom random = NamedRandom.of(1, "cuts");
        List<Group> groups = new ArrayList<>();
        for (int from = 0; from < length; ) {
            int to = Math.min(length, from + 1 + random.nextInt(6000));
            groups.add(new Group("layer" + from, "p", Kind.WEIGHT, from, to));
            from = to;
        }
        return groups;
    }

    private static Sgd.State random(ParameterGroups groups) {
        return new Sgd.State(random("parameters", groups.length()), random("velocity", groups.length()), groups);
    }

    private static FloatBuffer random(String purpose, int length) {
        NamedRandom random = NamedRandom.of(7, purpose);
        return fill(length, () -> 2 * random.nextDouble() - 1);
    }

    private static FloatBuffer floats(double... values) {
        int[] next = {0};
        return fill(values.length, () -> values[next[0]++]);
    }

    private static FloatBuffer fill(int length, DoubleSupplier values) {
        FloatBuffer buffer = ByteBuffer.allocateDirect(length * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        for (int i = 0; i < length; i++) {
            buffer.put(i, (float) values.getAsDouble());
        }
        return buffer;
    }

    private static FloatBuffer copy(FloatBuffer buffer) {
        int[] next = {0};
        return fill(buffer.capacity(), () -> buffer.get(next[0]++));
    }

    private static double[] doubles(FloatBuffer buffer) {
        double[] values = new double[buffer.capacity()];
        for (int i = 0; i < values.length; i++) {
            values[i] = buffer.get(i);
        }
        return values;
    }

    private static void assertClose(FloatBuffer actual, double[] expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual.get(i)).as("value " + i).isCloseTo(expected[i], within(1e-6));
        }
    }

    private static Settings settings(String... overrides) {
        return Settings.load(Optional.empty(), List.of(overrides));
    }
}
