package org.sparkresnet.schedule;

import java.util.List;
import java.util.stream.IntStream;
import org.sparkresnet.config.Settings;
import org.sparkresnet.schedule.LearningRateSchedule.Constant;
import org.sparkresnet.schedule.LearningRateSchedule.Cosine;
import org.sparkresnet.schedule.LearningRateSchedule.MultiStep;
import org.sparkresnet.schedule.LearningRateSchedule.WarmUp;

/** Reads the block {@code schedule} of the settings. */
final class ScheduleReader {
    private static final Length NONE = new Length(0, Length.Unit.EPOCHS);

    private final Settings schedule;
    private final Ruler ruler;

    /** The names of the curves in the settings. */
    private enum Type {
        CONSTANT,
        MULTI_STEP,
        COSINE
    }

    ScheduleReader(Settings schedule, Ruler ruler) {
        this.schedule = schedule;
        this.ruler = ruler;
    }

    LearningRateSchedule read() {
        double base =
                schedule.positive("base-learning-rate") * ruler.globalBatch() / schedule.positiveInt("reference-batch");
        LearningRateSchedule main =
                switch (schedule.choice("type", Type.class)) {
                    case CONSTANT -> new Constant(base);
                    case MULTI_STEP -> multiStep(schedule.at("multi-step"), base);
                    case COSINE -> cosine(schedule.at("cosine"), base);
                };
        long warmUp = ruler.steps(schedule.parsed("warm-up", Length::parse, NONE));
        return warmUp == 0 ? main : new WarmUp(warmUp, main);
    }

    private LearningRateSchedule multiStep(Settings block, double base) {
        List<Long> boundaries = block.parsedList("boundaries", Length::parse).stream()
                .map(ruler::steps)
                .toList();
        boolean ascending =
                IntStream.range(1, boundaries.size()).allMatch(i -> boundaries.get(i - 1) < boundaries.get(i));
        block.require(
                ascending,
                "boundaries",
                "not ascending, in steps they are " + boundaries + "; write each one later than the one before");
        return new MultiStep(base, ascending ? boundaries : List.of(), block.positive("factor"));
    }

    private LearningRateSchedule cosine(Settings block, double base) {
        return new Cosine(base, base * block.fraction("end-fraction"), ruler.totalSteps());
    }
}
