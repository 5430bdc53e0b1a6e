package org.sparkresnet.metrics;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * One line per report for people; on a terminal a progress bar with the remaining time stays below the lines, elsewhere
 * the remaining time ends each line of training.
 */
public final class ConsoleLog implements RunListener {
    private static final int REDRAW_MILLISECONDS = 1000;

    private final PrintStream out;
    private final Course course;
    private final Clock clock;
    private final Instant start;
    private final BottomLine bottom;
    private final ProgressBar bar;

    /**
     * From where to where a run goes.
     *
     * @param fromStep steps done at its beginning, at least 0
     * @param totalSteps steps done at its end, at least {@code fromStep}
     */
    public record Course(long fromStep, long totalSteps) {
        /** Checks the order. */
        public Course {
            if (fromStep < 0 || totalSteps < fromStep) {
                throw new IllegalArgumentException("a run from step " + fromStep + " to step " + totalSteps);
            }
        }
    }

    /** Writes lines to {@code out}, and a bar too if this process has a terminal. */
    public static ConsoleLog open(PrintStream out, Course course) {
        return new ConsoleLog(out, course, hasTerminal(), Clock.systemUTC());
    }

    ConsoleLog(PrintStream out, Course course, boolean terminal, Clock clock) {
        this.out = out;
        this.course = course;
        this.clock = clock;
        this.start = clock.instant();
        this.bottom = terminal ? new BottomLine(out) : null;
        this.bar = terminal ? bar(course, bottom) : null;
    }

    @Override
    public void training(StepReport report) {
        String line = ReportLine.training(report, course.totalSteps());
        if (bar == null) {
            out.print(line + left(report.step()) + "\n");
            out.flush();
        } else {
            bottom.printAbove(line);
            bar.stepTo(report.step());
            bar.refresh();
        }
    }

    @Override
    public void validation(ValidationReport report) {
        String line = ReportLine.validation(report, course.totalSteps());
        if (bar == null) {
            out.print(line + "\n");
            out.flush();
        } else {
            bottom.printAbove(line);
        }
    }

    /** Takes the bar away; {@code out} stays open. */
    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            // The library's thread does this too, but swallows what goes wrong there.
            bottom.close();
        }
    }

    /** A person looks at it: {@link System#console} needs both input and output to be a terminal. */
    private static boolean hasTerminal() {
        String type = System.getenv("TERM");
        return System.console() != null && type != null && !type.equals("dumb");
    }

    private String left(long step) {
        long done = step - course.fromStep();
        if (done <= 0 || step >= course.totalSteps()) {
            return "";
        }
        double perStep = (double) Duration.between(start, clock.instant()).toMillis() / done;
        return ReportLine.left(Duration.ofMillis(Math.round(perStep * (course.totalSteps() - step))));
    }

    private static ProgressBar bar(Course course, BottomLine bottom) {
        return new ProgressBarBuilder()
                .setTaskName("training")
                .setUnit(" steps", 1)
                .setInitialMax(course.totalSteps())
                .startsFrom(course.fromStep(), Duration.ZERO)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REDRAW_MILLISECONDS)
                .continuousUpdate()
                .setConsumer(bottom)
                .clearDisplayOnFinish()
                .build();
    }
}
