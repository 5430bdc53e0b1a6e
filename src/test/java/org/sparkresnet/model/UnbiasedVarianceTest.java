package org.sparkresnet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.sparkresnet.data.Batch;
import org.sparkresnet.data.Minibatch;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.optim.ParameterGroups;
import org.sparkresnet.optim.ParameterGroups.Group;
import org.sparkresnet.optim.ParameterGroups.Kind;
import org.sparkresnet.replica.Replica;

class UnbiasedVarianceTest {
    private static final PictureShape SHAPE = new PictureShape(3, 8, 10);

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void runningMomentsMoveTowardsThoseOfTheBatch(int size) {
        Batch batch = Formulas.batch(SHAPE, size, 0);
        try (Replica replica = Networks.small(SHAPE, 1)) {
            ParameterGroups groups = ParameterGroups.of(Networks.graph(Networks.SMALL, SHAPE));
            float[] parameters = withOldStatistics(groups, Formulas.copy(replica.parameters()));
            replica.parameters().put(parameters);
            replica.computeGradient(new Minibatch(0, 0, batch));
            Map<String, INDArray> activations =
                    Networks.graph(Networks.SMALL, SHAPE, parameters).feedForward(Networks.images(batch, SHAPE), true);
            for (Group group : groups.groups()) {
                if (group.kind() == Kind.STATISTIC) {
                    INDArray input = activations.get(group.layer().replace("-norm", ""));
                    assertMoves(replica, parameters, group, input);
                }
            }
        }
    }

    /** running - gradient = 0.9 running + 0.1 of the batch's moment. */
    private static void assertMoves(Replica replica, float[] parameters, Group group, INDArray input) {
        for (int channel = 0; channel < group.size(); channel++) {
            int i = group.from() + channel;
            double expected = 0.9 * parameters[i] + 0.1 * moment(input, channel, group.key());
            double actual = (double) parameters[i] - replica.gradient().get(i);
            assertThat(actual).as(group.layer() + "/" + group.key()).isCloseTo(expected, within(1e-5));
        }
    }

    /** Mean, or sum of squared distances divided by the number of values less one, of {@code [N, channel, H, W]}. */
    private static double moment(INDArray input, int channel, String key) {
        double[] values = new double[(int) (input.length() / input.size(1))];
        int next = 0;
        for (int n = 0; n < input.size(0); n++) {
            for (int y = 0; y < input.size(2); y++) {
                for (int x = 0; x < input.size(3); x++) {
                    values[next++] = input.getDouble(n, channel, y, x);
                }
            }
        }
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double variance = 0;
        for (double value : values) {
            variance += (value - mean) * (value - mean) / (values.length - 1);
        }
        return key.equals("mean") ? mean : variance;
    }

    private static float[] withOldStatistics(ParameterGroups groups, float[] parameters) {
        for (Group group : groups.groups()) {
            for (int i = group.from(); i < group.to() && group.kind() == Kind.STATISTIC; i++) {
                parameters[i] = (float) (1 + Formulas.uniform(1, i) / 2);
            }
        }
        return parameters;
    }
}
