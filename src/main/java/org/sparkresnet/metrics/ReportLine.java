package org.sparkresnet.metrics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Locale;

/** A report as one line for people: fixed order, units in words, the same in every country. */
final class ReportLine {
    private ReportLine() {}

    static String training(StepReport report, long totalSteps) {
        double seconds = report.dataSeconds() + report.computeSeconds() + report.exchangeSeconds();
        return place(report.step(), report.epoch(), totalSteps)
                + scores(report.loss(), report.top1Error(), report.top5Error())
                + "  rate " + rate(report.learningRate())
                + "  " + speed(report.imagesPerSecond())
                + share("data", report.dataSeconds(), seconds)
                + share("compute", report.computeSeconds(), seconds)
                + share("exchange", report.exchangeSeconds(), seconds);
    }

    static String validation(ValidationReport report, long totalSteps) {
        return place(report.step(), report.epoch(), totalSteps)
                + "  validation"
                + scores(report.loss(), report.top1Error(), report.top5Error())
                + "  " + speed(report.imagesPerSecond())
                + format("  %.1f s", report.seconds());
    }

    /** "  left 2:13:05", in hours, minutes and seconds. */
    static String left(Duration time) {
        return format("  left %d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }

    private static String place(long step, double epoch, long totalSteps) {
        return format("epoch %.2f step %d/%d", epoch, step, totalSteps);
    }

    private static String scores(double loss, double top1Error, double top5Error) {
        return format("  loss %.3f  top-1 error %.1f %%  top-5 error %.1f %%", loss, top1Error, top5Error);
    }

    /** Three digits that count: 0.269, 0.0001. */
    private static String rate(double learningRate) {
        return BigDecimal.valueOf(learningRate)
                .round(new MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String speed(double imagesPerSecond) {
        return format(imagesPerSecond < 100 ? "%.1f images/s" : "%.0f images/s", imagesPerSecond);
    }

    private static String share(String name, double part, double whole) {
        return format("  %s %.0f %%", name, whole == 0 ? 0 : 100 * part / whole);
    }

    private static String format(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
