package org.sparkresnet.parallel.worker;

import java.io.Serializable;
import org.sparkresnet.metrics.StepReport;

/** Takes the reports of a worker on their way to the driver. */
@FunctionalInterface
public interface ReportSender extends Serializable {
    /** Says nothing to anybody. */
    ReportSender SILENT = report -> {};

    /** Sends without waiting. */
    void send(StepReport report);
}
