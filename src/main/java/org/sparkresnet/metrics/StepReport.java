package org.sparkresnet.metrics;

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
        double exchangeSeconds)
        implements java.io.Serializable {}
