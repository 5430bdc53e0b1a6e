package org.sparkresnet.metrics;

public record ValidationReport(
        long step,
        double epoch,
        double loss,
        double top1Error,
        double top5Error,
        double imagesPerSecond,
        double seconds) {}
