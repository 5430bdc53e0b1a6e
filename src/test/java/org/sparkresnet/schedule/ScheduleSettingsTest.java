package org.sparkresnet.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sparkresnet.config.InvalidSettingsException;
import org.sparkresnet.config.Settings;
import org.sparkresnet.schedule.LearningRateSchedule.Constant;
import org.sparkresnet.schedule.LearningRateSchedule.Cosine;
import org.sparkresnet.schedule.LearningRateSchedule.MultiStep;
import org.sparkresnet.schedule.LearningRateSchedule.WarmUp;

class ScheduleSettingsTest {
    /** 100 steps an epoch, 90 epochs, twice the reference batch. */
    private static final Ruler RULER = new Ruler(100, 9000, 512);

    @Test
    void defaultsAreTheClassicalCurveScaledToTheGlobalBatch() {
        assertThat(read(RULER)).isEqualTo(new MultiStep(0.2, List.of(3000L, 6000L, 8000L), 0.1));
    }

    @Test
    void eachTypeHasItsOwnBlock() {
        assertThat(read(RULER, "schedule.type=constant", "schedule.reference-batch=512"))
                .isEqualTo(new Constant(0.1));
        assertThat(read(RULER, "schedule.type=cosine", "schedule.cosine.end-fraction=0.5"))
                .isEqualTo(new Cosine(0.2, 0.1, 9000));
        assertThat(read(RULER, "schedule.warm-up=5ep", "schedule.multi-step.boundaries=[7ba]"))
                .isEqualTo(new WarmUp(500, new MultiStep(0.2, List.of(7L), 0.1)));
    }

    @Test
    void boundariesMustAscend() {
        assertThat(problems(RULER, "schedule.multi-step.boundaries=[30ep, 20ep]"))
                .singleElement()
                .asString()
                .startsWith("schedule.multi-step.boundaries = [\"30ep\",\"20ep\"] (")
                .endsWith("): not ascending, in steps they are [3000, 2000]; write each one later than the one before");
    }

    /** So that any recipe can be tried with run.length=10ba. */
    @Test
    void warmUpMayBeLongerThanTheRun() {
        assertThat(read(new Ruler(100, 50, 256), "schedule.warm-up=1ep").at(49)).isEqualTo(0.05);
    }

    @Test
    void everyMistakeIsReportedAtOnce() {
        assertThat(problems(
                        RULER,
                        "schedule.base-learning-rate=0",
                        "schedule.reference-batch=0",
                        "schedule.warm-up=soon",
                        "schedule.multi-step.factor=-1",
                        "schedule.multi-step.boundaries=[1ep, 2xx]"))
                .hasSize(5);
        assertThat(problems(RULER, "schedule.type=linear")).hasSize(1);
    }

    private static LearningRateSchedule read(Ruler ruler, String... overrides) {
        Settings settings = Settings.load(Optional.empty(), List.of(overrides));
        LearningRateSchedule schedule = LearningRateSchedule.from(settings.at("schedule"), ruler);
        settings.throwIfInvalid();
        return schedule;
    }

    private static List<String> problems(Ruler ruler, String... overrides) {
        Settings settings = Settings.load(Optional.empty(), List.of(overrides));
        LearningRateSchedule.from(settings.at("schedule"), ruler);
        InvalidSettingsException[] thrown = new InvalidSettingsException[1];
        assertThatThrownBy(settings::throwIfInvalid)
                .isInstanceOfSatisfying(InvalidSettingsException.class, e -> thrown[0] = e);
        return thrown[0].problems();
    }
}
