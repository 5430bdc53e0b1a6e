package org.sparkresnet.metrics;

import java.io.Serializable;

/**
 * One pass over the validation data.
 *
 * @param step steps of training done before it, at least 0
 * @param epoch epochs of training done before it, with fraction, at least 0
 * @param loss mean over the examples; may be infinite or NaN
 * @param top1Error percent, 0 to 100
 * @param top5Error percent, 0 to 100
 * @param imagesPerSecond over all workers, at least 0
 * @param seconds duration of the pass, at least 0
 */
public record ValidationReport(
        long step,
        double epoch,
        double loss,
        double top1Error,
        double top5Error,
        double imagesPerSecond,
        double seconds)
        implements Serializable {
    /** Checks the ranges. */
    public ValidationReport {
        ReportRanges.requireAtLeastZero(step, "step");
        ReportRanges.requireAtLeastZero(epoch, "epoch");
        ReportRanges.requirePercent(top1Error, "top1Error");
        ReportRanges.requirePercent(top5Error, "top5Error");
        ReportRanges.requireAtLeastZero(imagesPerSecond, "imagesPerSecond");
        ReportRanges.requireAtLeastZero(seconds, "seconds");
    }
}
