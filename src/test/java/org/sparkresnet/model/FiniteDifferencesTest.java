package org.sparkresnet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparkresnet.data.Batch;
import org.sparkresnet.data.Minibatch;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.optim.ParameterGroups;
import org.sparkresnet.optim.ParameterGroups.Group;
import org.sparkresnet.optim.ParameterGroups.Kind;
import org.sparkresnet.random.NamedRandom;
import org.sparkresnet.replica.Replica;

class FiniteDifferencesTest {
    private static final PictureShape SHAPE = Networks.TINY_PICTURE;
    private static final int COORDINATES = 2;
    /** Large enough that the float32 loss sees it, small enough that few ReLU change sides. */
    private static final float STEP = 0x1p-11f;

    /** Of the largest value of the parameter's gradient; 0.008 was reached, by chance of the ReLUs. */
    private static final double TOLERANCE = 0.03;

    @ParameterizedTest
    @EnumSource(Shortcut.class)
    void gradientIsTheSlopeOfTheLossAlongCoordinatesOfEveryParameter(Shortcut shortcut) {
        requireSlopes(new CifarResNet(8, shortcut), Formulas.batch(SHAPE, 8, 0), 0);
    }

    @Test
    void gradientIsTheSlopeOfTheLossOfSmoothedLabels() {
        requireSlopes(new CifarResNet(8, Shortcut.B), Formulas.batch(SHAPE, 8, 0), 0.3);
    }

    @Test
    void gradientIsTheSlopeOfTheLossOfMixedLabels() {
        requireSlopes(new CifarResNet(8, Shortcut.B), Formulas.mixed(SHAPE, 8, 0.625f), 0.1);
    }

    private static void requireSlopes(Architecture architecture, Batch batch, double labelSmoothing) {
        NamedRandom random = NamedRandom.of(1, "coordinates");
        try (Replica replica = new GraphReplica.Blueprint(
                        architecture,
                        Networks.input(SHAPE),
                        Networks.HEAVY_BALL,
                        labelSmoothing,
                        1,
                        Networks.compute(1))
                .create()) {
            replica.computeGradient(new Minibatch(0, 0, batch));
            float[] gradient = Formulas.copy(replica.gradient());
            for (Group group :
                    ParameterGroups.of(Networks.graph(architecture, SHAPE)).groups()) {
                for (int c = 0; c < COORDINATES && group.kind() != Kind.STATISTIC; c++) {
                    int i = group.from() + random.nextInt(group.size());
                    assertThat((double) gradient[i])
                            .as("value " + (i - group.from()) + " of " + group)
                            .isCloseTo(slope(replica, batch, i), within(TOLERANCE * largest(gradient, group)));
                }
            }
        }
    }

    private static double slope(Replica replica, Batch batch, int i) {
        FloatBuffer parameters = replica.parameters();
        float middle = parameters.get(i);
        parameters.put(i, middle + STEP);
        double above = replica.computeGradient(new Minibatch(0, 0, batch)).loss();
        parameters.put(i, middle - STEP);
        double below = replica.computeGradient(new Minibatch(0, 0, batch)).loss();
        parameters.put(i, middle);
        return (above - below) / ((double) (middle + STEP) - (middle - STEP));
    }

    private static double largest(float[] gradient, Group group) {
        double largest = 0;
        for (int i = group.from(); i < group.to(); i++) {
            largest = Math.max(largest, Math.abs(gradient[i]));
        }
        return largest;
    }
}
