package org.sparkresnet.schedule;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.sparkresnet.config.Settings;

/**
 * The learning rate as a function of the step.
 *
 * <p>A schedule is a pure function: a run that is resumed at step {@code n} goes on along the same curve. Steps count
 * optimizer updates from 0; rates are absolute, that is, already scaled to the global batch. {@link StrictMath} keeps
 * the rate the same to the last bit on every processor. The text of a schedule is part of a run's identity: it names
 * every number and does not change between versions.
 */
public sealed interface LearningRateSchedule extends Serializable {
    /**
     * The rate of one update.
     *
     * @param step index of the update, at least 0; may lie behind the end of the run
     */
    double at(long step);

    /**
     * Reads the block {@code schedule}; what is wrong is collected in {@code schedule}, and a harmless curve answered.
     *
     * <p>The base learning rate grows in proportion to the global batch (arXiv:1706.02677, section 2.1).
     */
    static LearningRateSchedule from(Settings schedule, Ruler ruler) {
        return new ScheduleReader(schedule, ruler).read();
    }

    /**
     * The same rate at every step.
     *
     * @param rate above 0
     */
    record Constant(double rate) implements LearningRateSchedule {
        /** Checks the range. */
        public Constant {
            requirePositive(rate, "rate");
        }

        @Override
        public double at(long step) {
            return rate;
        }

        @Override
        public String toString() {
            return "constant(rate " + rate + ")";
        }
    }

    /**
     * "Divided by 10 at epochs 30, 60 and 80": multiplied by {@code factor} at each boundary passed.
     *
     * @param base the rate before the first boundary, above 0
     * @param boundaries steps from which on one more factor holds; ascending, may be empty
     * @param factor above 0
     */
    record MultiStep(double base, List<Long> boundaries, double factor) implements LearningRateSchedule {
        /** Checks the ranges and the order. */
        public MultiStep {
            requirePositive(base, "base");
            requirePositive(factor, "factor");
            boundaries = List.copyOf(boundaries);
            for (int i = 1; i < boundaries.size(); i++) {
                if (boundaries.get(i) <= boundaries.get(i - 1)) {
                    throw new IllegalArgumentException("boundaries " + boundaries + " are not ascending");
                }
            }
        }

        @Override
        public double at(long step) {
            long passed =
                    boundaries.stream().filter(boundary -> step >= boundary).count();
            return base * StrictMath.pow(factor, passed);
        }

        @Override
        public String toString() {
            return "multi-step(base " + base + ", boundaries " + boundaries + ", factor " + factor + ")";
        }
    }

    /**
     * Half a cosine from {@code base} at step 0 to {@code end} at step {@code steps} and after it (arXiv:1608.03983,
     * equation 5, one cycle).
     *
     * @param base above 0
     * @param end in [0, base]
     * @param steps length of the run, at least 0
     */
    record Cosine(double base, double end, long steps) implements LearningRateSchedule {
        /** Checks the ranges. */
        public Cosine {
            requirePositive(base, "base");
            if (!(end >= 0 && end <= base) || steps < 0) {
                throw new IllegalArgumentException("end " + end + " of base " + base + " after " + steps + " steps");
            }
        }

        @Override
        public double at(long step) {
            if (step >= steps) {
                return end;
            }
            return end + (base - end) * (1 + StrictMath.cos(StrictMath.PI * step / steps)) / 2;
        }

        @Override
        public String toString() {
            return "cosine(base " + base + ", end " + end + ", steps " + steps + ")";
        }
    }

    /**
     * A linear climb over the first steps that multiplies {@code main} and does not shift it (arXiv:1706.02677, section
     * 2.2).
     *
     * @param steps length of the climb, at least 1; update {@code steps - 1} is the first with the full rate
     * @param main the curve without warm-up
     */
    record WarmUp(long steps, LearningRateSchedule main) implements LearningRateSchedule {
        /** Checks the range. */
        public WarmUp {
            if (steps < 1) {
                throw new IllegalArgumentException("steps is " + steps + ", must be at least 1");
            }
            Objects.requireNonNull(main, "main is null");
        }

        @Override
        public double at(long step) {
            return main.at(step) * Math.min(1.0, (step + 1.0) / steps);
        }

        @Override
        public String toString() {
            return "warm-up(steps " + steps + ", " + main + ")";
        }
    }

    private static void requirePositive(double value, String name) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException(name + " is " + value + ", must be above 0");
        }
    }
}
