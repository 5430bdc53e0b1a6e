package org.sparkresnet.metrics;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkresnet.storage.RunFolder;
import org.sparkresnet.storage.StorageFailure;

/**
 * {@code RUN_OUTPUT/metrics.jsonl}: one JSON object per line, for programs and plots.
 *
 * <p>A line of training has {@code kind} ("train"), {@code step}, {@code epoch}, {@code loss}, {@code top1Error}, {@code
 * top5Error}, {@code learningRate}, {@code imagesPerSecond}, {@code dataSeconds}, {@code computeSeconds}, {@code
 * exchangeSeconds}, {@code badRecords} (those that were replaced), and of the process of worker 0 {@code residentMegabytes} (only on Linux) and {@code
 * offHeapMegabytes}, of 2^20 bytes; a line of validation has {@code kind} ("validation"), the same up to {@code top5Error}, {@code
 * imagesPerSecond} and {@code seconds}. A loss that is not finite is {@code null}.
 *
 * <p>On local disks and HDFS a line is visible to readers as soon as it is written. Object stores can neither append nor
 * show an unfinished file: there all lines stay in memory, and the file is written anew at each line of validation and at
 * the end.
 */
public final class MetricsLog implements RunListener {
    private static final Logger LOG = LoggerFactory.getLogger(MetricsLog.class);
    private static final String NAME = "metrics.jsonl";

    private final LineFile file;

    private MetricsLog(LineFile file) {
        this.file = file;
    }

    /**
     * Begins the file, or goes on with the one of an earlier attempt: lines behind {@code resumeStep} and lines that were
     * torn by a crash are dropped.
     *
     * @param resumeStep steps done in the checkpoint that the run goes on from; 0 for a new run
     */
    public static MetricsLog open(String runOutput, long resumeStep, Configuration configuration) throws IOException {
        RunFolder folder = RunFolder.open(runOutput, configuration);
        folder.make();
        return new MetricsLog(LineFile.open(folder, NAME, kept(folder, resumeStep)));
    }

    @Override
    public void training(StepReport report) throws IOException {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("kind", "train");
        line.put("step", report.step());
        line.put("epoch", report.epoch());
        line.put("loss", report.loss());
        line.put("top1Error", report.top1Error());
        line.put("top5Error", report.top5Error());
        line.put("learningRate", report.learningRate());
        line.put("imagesPerSecond", report.imagesPerSecond());
        line.put("dataSeconds", report.dataSeconds());
        line.put("computeSeconds", report.computeSeconds());
        line.put("exchangeSeconds", report.exchangeSeconds());
        line.put("badRecords", report.badRecords());
        if (!Double.isNaN(report.memory().residentMegabytes())) {
            line.put("residentMegabytes", report.memory().residentMegabytes());
        }
        line.put("offHeapMegabytes", report.memory().offHeapMegabytes());
        file.add(Json.line(line));
    }

    @Override
    public void validation(ValidationReport report) throws IOException {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("kind", "validation");
        line.put("step", report.step());
        line.put("epoch", report.epoch());
        line.put("loss", report.loss());
        line.put("top1Error", report.top1Error());
        line.put("top5Error", report.top5Error());
        line.put("imagesPerSecond", report.imagesPerSecond());
        line.put("seconds", report.seconds());
        file.add(Json.line(line));
        file.show();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static List<String> kept(RunFolder folder, long resumeStep) throws IOException {
        Path path = folder.resolve(NAME);
        List<String> kept = new ArrayList<>();
        int unreadable = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(folder.fileSystem().open(path), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                OptionalLong step = Json.step(line);
                if (step.isEmpty()) {
                    unreadable++;
                } else if (step.getAsLong() <= resumeStep) {
                    kept.add(line);
                }
            }
        } catch (FileNotFoundException e) {
            LOG.debug("{}: begins with this run", path);
        } catch (IOException e) {
            StorageFailure.refuseIfClear(path, e);
            throw e;
        }
        if (unreadable > 0) {
            LOG.warn("{}: {} torn or foreign lines dropped", path, unreadable);
        }
        return kept;
    }
}
