package org.sparkresnet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkresnet.compute.Backend;
import org.sparkresnet.compute.ComputeSettings;
import org.sparkresnet.config.Settings;
import org.sparkresnet.data.Batch;
import org.sparkresnet.data.Minibatch;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.replica.Replica;
import org.sparkresnet.replica.Scores;

class DropoutTest {
    private static final PictureShape SHAPE = Networks.TINY_PICTURE;
    private static final CifarResNet NETWORK = new CifarResNet(8, Shortcut.B, 0.5);

    @ParameterizedTest
    @EnumSource(names = {"ONEDNN", "ND4J"})
    void stepAndLaneNameWhatIsDropped(Backend backend) {
        try (Replica replica = replica(NETWORK, backend)) {
            Batch batch = Formulas.batch(SHAPE, 4, 0);
            Scores scores = replica.computeGradient(new Minibatch(5, 1, batch));
            FloatBuffer gradient = FloatBuffer.wrap(Formulas.copy(replica.gradient()));
            assertThat(replica.computeGradient(new Minibatch(6, 1, batch))).isNotEqualTo(scores);
            assertThat(replica.computeGradient(new Minibatch(5, 2, batch))).isNotEqualTo(scores);
            assertThat(replica.computeGradient(new Minibatch(5, 1, batch))).isEqualTo(scores);
            assertThat(replica.gradient()).isEqualTo(gradient);
        }
    }

    @Test
    void evaluationDropsNothing() {
        Batch batch = Formulas.batch(SHAPE, 4, 0);
        try (Replica with = replica(NETWORK, Backend.AUTO);
                Replica without = replica(Networks.SMALL, Backend.AUTO)) {
            without.parameters().put(with.parameters());
            assertThat(with.evaluate(batch)).isEqualTo(without.evaluate(batch));
        }
    }

    @Test
    void dl4jReadsItAsItsOwn() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        new StandardGraph(NETWORK, Networks.input(SHAPE)).write(parameters -> {}, file);
        ComputationGraph graph =
                ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(file.toByteArray()), false);
        assertThat(graph.getConfiguration().toJson()).contains("dropout").doesNotContain("sparkresnet");
        graph.close();
    }

    @Test
    void headOfTheDescriptionNamesIt() {
        assertThat(NETWORK.network(SHAPE, 10).stages()).last().satisfies(stage -> assertThat(stage.toString())
                .contains("dropout of 0.5"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.5", "-0.1"})
    void rateThatIsNoneIsRefused(String rate) {
        Settings settings = Settings.load(Optional.empty(), List.of("model.dropout=" + rate));
        Architecture.from(settings);
        assertThatThrownBy(settings::throwIfInvalid).hasMessageContaining("model.dropout = " + rate);
    }

    private static Replica replica(CifarResNet network, Backend backend) {
        ComputeSettings compute = new ComputeSettings(backend, 1);
        return new GraphReplica.Blueprint(network, Networks.input(SHAPE), Networks.HEAVY_BALL, 1, compute).create();
    }
}
