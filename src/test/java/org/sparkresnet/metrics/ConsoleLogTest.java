package org.sparkresnet.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.sparkresnet.metrics.ConsoleLog.Course;

class ConsoleLogTest {
    private static final String TRAINING =
            "epoch 3.36 step 4200/112590  loss 4.312  top-1 error 82.1 %  top-5 error 61.8 %  rate 0.269  1843 images/s"
                    + "  data 4 %  compute 75 %  exchange 21 %";
    private static final String VALIDATION =
            "epoch 3.36 step 4200/112590  validation  loss 2.100  top-1 error 45.1 %  top-5 error 20.3 %"
                    + "  88.9 images/s  12.3 s";

    private final Terminal terminal = new Terminal();
    private final SetClock clock = new SetClock();

    @Test
    void plainLinesEndWithTheRemainingTime() {
        try (ConsoleLog log = new ConsoleLog(terminal.stream(), new Course(3200, 112_590), false, clock)) {
            clock.now = Duration.ofMinutes(2);
            log.training(Reports.training(4200));
            log.validation(Reports.validation(4200));
        }
        // 1000 steps in 120 s leave 108390 steps for 13006.8 s
        assertThat(terminal.rows()).containsExactly(TRAINING + "  left 3:36:46", VALIDATION, "");
    }

    @Test
    void remainingTimeIsLeftOutWhereItIsUnknownOrOver() {
        ConsoleLog log = new ConsoleLog(terminal.stream(), new Course(20, 40), false, clock);
        log.training(Reports.training(20));
        log.training(Reports.training(40));
        assertThat(terminal.rows())
                .hasSize(3)
                .allSatisfy(row -> assertThat(row).doesNotContain("left"))
                .anySatisfy(row -> assertThat(row).endsWith("exchange 21 %"));
    }

    @Test
    void barStaysBelowTheLinesAndDoesNotGarbleThem() {
        ConsoleLog log = new ConsoleLog(terminal.stream(), new Course(0, 112_590), true, clock);
        log.training(Reports.training(4200));
        log.validation(Reports.validation(4200));
        log.training(Reports.training(4200));
        assertThat(terminal.rows())
                .hasSize(4)
                .startsWith(TRAINING, VALIDATION, TRAINING)
                .last()
                .asString()
                .startsWith("training")
                .contains("4200/112590")
                .hasSizeLessThan(80);
        log.close();
        assertThat(terminal.rows()).containsExactly(TRAINING, VALIDATION, TRAINING, "");
    }

    /** The library's thread can be in the middle of drawing when the bar is closed. */
    @Test
    void whatIsDrawnAfterTheEndIsNotShown() {
        BottomLine bottom = new BottomLine(terminal.stream());
        bottom.accept("training 3 %");
        bottom.close();
        bottom.accept("training 4 %");
        assertThat(terminal.rows()).containsExactly("");
    }

    @Test
    void smallAndOddNumbersStayReadable() {
        StepReport report = new StepReport(1, 0, Double.NaN, 100, 0, 0.00012345, 0.44, 0, 0, 0, 0, Reports.MEMORY);
        assertThat(ReportLine.training(report, 10))
                .isEqualTo("epoch 0.00 step 1/10  loss NaN  top-1 error 100.0 %  top-5 error 0.0 %  rate 0.000123"
                        + "  0.4 images/s  data 0 %  compute 0 %  exchange 0 %");
        assertThat(ReportLine.left(Duration.ofHours(123))).isEqualTo("  left 123:00:00");
        assertThat(ReportLine.training(new StepReport(1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, Reports.MEMORY), 10))
                .contains("  rate 0  0.0 images/s");
    }

    @Test
    void languageOfTheMachineDoesNotMatter() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(ReportLine.training(Reports.training(4200), 112_590)).isEqualTo(TRAINING);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void impossibleReportsAndCoursesAreDefects() {
        assertThatThrownBy(() -> new Course(5, 4)).hasMessage("a run from step 5 to step 4");
        assertThatThrownBy(() -> new StepReport(-1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Reports.MEMORY))
                .hasMessageContaining("step is -1");
        assertThatThrownBy(() -> new StepReport(1, 0, 0, 101, 0, 0, 0, 0, 0, 0, 0, Reports.MEMORY))
                .hasMessageContaining("top1Error is 101");
        assertThatThrownBy(() -> new ValidationReport(1, 0, 0, 0, Double.NaN, 0, 0))
                .hasMessageContaining("top5Error is NaN");
    }

    /** A clock that a test sets; it begins at zero. */
    private static final class SetClock extends Clock {
        private Duration now = Duration.ZERO;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH.plus(now);
        }
    }
}
