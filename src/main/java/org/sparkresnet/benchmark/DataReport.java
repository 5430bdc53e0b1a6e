package org.sparkresnet.benchmark;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.sparkresnet.metrics.Json;

/**
 * What {@link DataBenchmark} measured.
 *
 * @param work what was done, and how
 * @param pictures in a pass, at least 1
 * @param stages seconds of a pass that each stage takes by itself, in the order of the work
 * @param oneThread passes of one thread, all stages but the reading
 * @param loader passes of a worker's loader, reading included
 * @param peakMegabytes that this process had at most; empty on systems that do not tell
 */
public record DataReport(
        DataBenchmark work,
        int pictures,
        Map<String, Double> stages,
        PassTimes oneThread,
        PassTimes loader,
        OptionalDouble peakMegabytes) {
    /** More would be noise. */
    private static final MathContext DIGITS = new MathContext(5);

    /** Pictures in a second of a worker with all its decode threads; the median of the passes. */
    public double imagesPerSecond() {
        return pictures / loader.median();
    }

    /** For people: what each stage costs by itself, below it what comes out. */
    public String table() {
        double sum = stages.values().stream().mapToDouble(Double::doubleValue).sum();
        StringBuilder text = new StringBuilder("%d pictures of %s -> %s, %d at a time%n%n%-24s%12s%10s%n"
                .formatted(
                        pictures,
                        work.source().title(),
                        work.assembler().input().shape(),
                        work.microBatch(),
                        "stage by itself",
                        "us/picture",
                        "share"));
        stages.forEach((stage, seconds) ->
                text.append(format("%-24s%12.1f%8.1f %%%n", stage, 1e6 * seconds / pictures, 100 * seconds / sum)));
        return text.append(format(
                        "%n%.1f images/s by one thread, %.1f by a worker's loader with %d%n",
                        pictures / oneThread.median(),
                        imagesPerSecond(),
                        work.loading().threads()))
                .toString();
    }

    /** For programs: one object on one line. */
    public String json() throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("source", work.source().title());
        values.put("pictures", pictures);
        values.put("input", work.assembler().input().shape().toString());
        values.put("batch", work.microBatch());
        values.put("threads", work.loading().threads());
        values.put("imagesPerSecond", rounded(imagesPerSecond()));
        values.put("imagesPerSecondOfOneThread", rounded(pictures / oneThread.median()));
        values.put("bestImagesPerSecondOfOneThread", rounded(pictures / oneThread.shortest()));
        Map<String, Object> microseconds = new LinkedHashMap<>();
        stages.forEach((stage, seconds) -> microseconds.put(stage, rounded(1e6 * seconds / pictures)));
        values.put("microsecondsPerPicture", microseconds);
        peakMegabytes.ifPresent(megabytes -> values.put("peakMegabytes", rounded(megabytes)));
        return Json.line(values);
    }

    private static String format(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }

    private static double rounded(double value) {
        return BigDecimal.valueOf(value).round(DIGITS).doubleValue();
    }
}
