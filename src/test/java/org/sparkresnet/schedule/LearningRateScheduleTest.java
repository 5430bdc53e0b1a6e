package org.sparkresnet.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkresnet.schedule.LearningRateSchedule.Constant;
import org.sparkresnet.schedule.LearningRateSchedule.Cosine;
import org.sparkresnet.schedule.LearningRateSchedule.MultiStep;
import org.sparkresnet.schedule.LearningRateSchedule.WarmUp;

class LearningRateScheduleTest {
    private static final MultiStep IMAGENET = new MultiStep(0.1, List.of(30L, 60L, 80L), 0.1);

    /** torch.optim.lr_scheduler.MultiStepLR: base * gamma ^ (number of milestones at or before the step). */
    @ParameterizedTest
    @CsvSource({"0, 0.1", "29, 0.1", "30, 0.01", "59, 0.01", "60, 0.001", "79, 0.001", "80, 0.0001", "1000000, 0.0001"})
    void rateIsDividedByTenAtEachBoundary(long step, double rate) {
        assertThat(IMAGENET.at(step)).isEqualTo(rate, within(1e-18 + rate * 1e-15));
    }

    /** Values of (1 + cos(pi t / T)) / 2 at angles whose cosine is known in closed form: 0, 60, 90, 120, 180 degrees. */
    @ParameterizedTest
    @CsvSource({"0, 0.4", "40, 0.325", "60, 0.25", "80, 0.175", "120, 0.1", "121, 0.1"})
    void cosineGoesFromItsBaseToItsEnd(long step, double rate) {
        assertThat(new Cosine(0.4, 0.1, 120).at(step)).isEqualTo(rate, within(1e-15));
    }

    /** The recursive form that torch.optim.lr_scheduler.CosineAnnealingLR documents, as a slow oracle. */
    @Test
    void cosineEqualsTheRecursionOfPyTorch() {
        double base = 0.2;
        double end = 0.01;
        int steps = 97;
        Cosine cosine = new Cosine(base, end, steps);
        double rate = base;
        for (int step = 1; step < steps; step++) {
            rate = (1 + Math.cos(Math.PI * step / steps)) / (1 + Math.cos(Math.PI * (step - 1) / steps)) * (rate - end)
                    + end;
            assertThat(cosine.at(step)).isEqualTo(rate, within(1e-12));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0.01", "1, 0.02", "8, 0.09", "9, 0.1", "10, 0.1", "29, 0.1", "30, 0.01"})
    void warmUpReachesTheCurveAfterItsStepsWithoutShiftingIt(long step, double rate) {
        assertThat(new WarmUp(10, IMAGENET).at(step)).isEqualTo(rate, within(1e-15));
    }

    @Test
    void warmUpMultipliesTheCurveBelow() {
        LearningRateSchedule main = new Cosine(1.0, 0.0, 100);
        LearningRateSchedule warm = new WarmUp(40, main);
        for (long step = 0; step < 100; step++) {
            assertThat(warm.at(step)).isEqualTo(step < 40 ? main.at(step) * ((step + 1) / 40.0) : main.at(step));
        }
    }

    @Test
    void emptyRunStaysAtTheEndOfTheCosine() {
        assertThat(new Cosine(0.4, 0.1, 0).at(0)).isEqualTo(0.1);
    }

    static Stream<LearningRateSchedule> all() {
        return Stream.of(
                new Constant(0.05), IMAGENET, new Cosine(0.4, 0.1, 120), new WarmUp(10, new Cosine(0.4, 0.0, 120)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void resumedCopyGoesOnAlongTheSameCurve(LearningRateSchedule schedule) throws Exception {
        List<Double> whole = Stream.iterate(0L, step -> step + 1)
                .limit(150)
                .map(schedule::at)
                .toList();
        LearningRateSchedule resumed = copy(schedule);
        assertThat(resumed).isEqualTo(schedule);
        for (int step = 149; step >= 0; step -= 7) {
            assertThat(resumed.at(step)).isEqualTo(whole.get(step));
        }
    }

    @Test
    void textNamesEveryNumberAndStaysAsItIs() {
        assertThat(all().map(Object::toString))
                .containsExactly(
                        "constant(rate 0.05)",
                        "multi-step(base 0.1, boundaries [30, 60, 80], factor 0.1)",
                        "cosine(base 0.4, end 0.1, steps 120)",
                        "warm-up(steps 10, cosine(base 0.4, end 0.0, steps 120))");
    }

    @Test
    void impossibleNumbersAreRefused() {
        assertThatThrownBy(() -> new Constant(Double.NaN)).hasMessage("rate is NaN, must be above 0");
        assertThatThrownBy(() -> new MultiStep(0.1, List.of(5L, 5L), 0.1)).hasMessageContaining("not ascending");
        assertThatThrownBy(() -> new Cosine(0.1, 0.2, 5)).hasMessageContaining("end 0.2 of base 0.1");
        assertThatThrownBy(() -> new WarmUp(0, IMAGENET)).hasMessage("steps is 0, must be at least 1");
    }

    private static LearningRateSchedule copy(LearningRateSchedule schedule) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(schedule);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (LearningRateSchedule) in.readObject();
        }
    }
}
