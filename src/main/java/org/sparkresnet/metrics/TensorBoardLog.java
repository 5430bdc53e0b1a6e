package org.sparkresnet.metrics;

import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.sparkresnet.storage.RunFolder;

/**
 * Event files for TensorBoard under {@code RUN_OUTPUT/tensorboard/train} and {@code .../validation}, which it shows as
 * two runs with the same tags.
 *
 * <p>Each attempt of a run begins a new pair of files. Their first events make TensorBoard forget what earlier files tell
 * of steps behind the resumed one. On local disks and HDFS an event is visible as soon as it is written, on object
 * stores when the run ends.
 */
public final class TensorBoardLog implements RunListener {
    private final EventFile training;
    private final EventFile validation;

    private TensorBoardLog(EventFile training, EventFile validation) {
        this.training = training;
        this.validation = validation;
    }

    /**
     * Begins a pair of event files.
     *
     * @param resumeStep steps done in the checkpoint that the run goes on from; 0 for a new run
     */
    public static TensorBoardLog open(String runOutput, long resumeStep, Configuration configuration)
            throws IOException {
        return open(RunFolder.open(runOutput, configuration), resumeStep, Clock.systemUTC());
    }

    static TensorBoardLog open(RunFolder folder, long resumeStep, Clock clock) throws IOException {
        EventFile training = EventFile.open(folder, "tensorboard/train", resumeStep, clock);
        try {
            return new TensorBoardLog(training, EventFile.open(folder, "tensorboard/validation", resumeStep, clock));
        } catch (IOException | RuntimeException e) {
            training.close();
            throw e;
        }
    }

    @Override
    public void training(StepReport report) throws IOException {
        Map<String, Double> scalars = new LinkedHashMap<>();
        scalars.put("loss", report.loss());
        scalars.put("top-1 error", report.top1Error());
        scalars.put("top-5 error", report.top5Error());
        scalars.put("learning rate", report.learningRate());
        scalars.put("images per second", report.imagesPerSecond());
        training.write(report.step(), scalars);
    }

    @Override
    public void validation(ValidationReport report) throws IOException {
        Map<String, Double> scalars = new LinkedHashMap<>();
        scalars.put("loss", report.loss());
        scalars.put("top-1 error", report.top1Error());
        scalars.put("top-5 error", report.top5Error());
        scalars.put("images per second", report.imagesPerSecond());
        validation.write(report.step(), scalars);
    }

    @Override
    public void close() throws IOException {
        try (training) {
            validation.close();
        }
    }
}
