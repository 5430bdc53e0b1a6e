package org.sparkresnet.metrics;

import java.io.Serializable;

/**
 * The training since the report before this one.
 *
 * @param step steps done since the beginning of the run, at least 0
 * @param epoch epochs done, with fraction, at least 0
 * @param loss mean over the examples; may be infinite or NaN when training diverges
 * @param top1Error percent, 0 to 100
 * @param top5Error percent, 0 to 100
 * @param learningRate rate of the last step, absolute, at least 0
 * @param imagesPerSecond over all workers, at least 0
 * @param dataSeconds time spent waiting for batches, at least 0
 * @param computeSeconds time spent in forward, backward and update, at least 0
 * @param exchangeSeconds time spent in the exchange between workers, at least 0
 * @param badRecords met by all workers and replaced, at least 0
 * @param memory of the process of worker 0 at the end of this time
 */
public record StepReport(
        long step,
        double epoch,
        double loss,
        double top1Error,
        double top5Error,
        double learningRate,
        double imagesPerSecond,
        double dataSeconds,
        double computeSeconds,
        double exchangeSeconds,
        long badRecords,
        ProcessMemory memory)
        implements Serializable {
    /** Checks the ranges. */
    public StepReport {
        ReportRanges.requireAtLeastZero(step, "step");
        ReportRanges.requireAtLeastZero(epoch, "epoch");
        ReportRanges.requirePercent(top1Error, "top1Error");
        ReportRanges.requirePercent(top5Error, "top5Error");
        ReportRanges.requireAtLeastZero(learningRate, "learningRate");
        ReportRanges.requireAtLeastZero(imagesPerSecond, "imagesPerSecond");
        ReportRanges.requireAtLeastZero(dataSeconds, "dataSeconds");
        ReportRanges.requireAtLeastZero(computeSeconds, "computeSeconds");
        ReportRanges.requireAtLeastZero(exchangeSeconds, "exchangeSeconds");
        ReportRanges.requireAtLeastZero(badRecords, "badRecords");
    }
}
