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
 * What {@link ComputeBenchmark} measured.
 *
 * @param work what was computed, and how
 * @param platform processor, threads and libraries in words
 * @param training of whole steps
 * @param inference of evaluations of a batch
 * @param peakGigaflopsPerSecond of a large product of matrices with as many threads, above 0
 */
public record ComputeReport(
        ComputeBenchmark work,
        String platform,
        PassTimes training,
        PassTimes inference,
        double peakGigaflopsPerSecond,
        Memory memory) {
    /** The way forward, the gradient of activations, the gradient of weights: as much arithmetic each. */
    private static final int PASSES_OF_A_STEP = 3;

    private static final int OPERATIONS_OF_A_MULTIPLY_ADD = 2;
    /** More would be noise. */
    private static final MathContext DIGITS = new MathContext(5);

    /**
     * Megabytes that this process had at most; empty on systems that do not tell.
     *
     * @param baseline with the libraries, before the network was built
     * @param peak behind the last evaluation
     */
    public record Memory(OptionalDouble baseline, OptionalDouble peak) {}

    /** Pictures in a second of training; the median of the steps. */
    public double imagesPerSecond() {
        return work.batch() / training.median();
    }

    /** 10^9 operations per second of whole training steps; those of convolutions and the dense layer are counted. */
    public double gigaflopsPerSecond() {
        long operations =
                OPERATIONS_OF_A_MULTIPLY_ADD * work.network().summary().multiplyAdds();
        return PASSES_OF_A_STEP * operations * imagesPerSecond() * 1e-9;
    }

    /** For people: where the time of training and of inference goes, below it what that means. */
    public String table() {
        return "%s for pictures of %s and %d classes, %d at a time%n%s%n%n%s%n%s%n"
                        .formatted(
                                work.network().architecture().title(),
                                work.network().input(),
                                work.network().classes(),
                                work.batch(),
                                platform,
                                table("training step", training),
                                table("inference", inference))
                + String.format(
                        Locale.ROOT,
                        "%.2f images/s in training, %.2f in inference; %.2f of the processor's %.2f GFLOP/s%n",
                        imagesPerSecond(),
                        work.batch() / inference.median(),
                        gigaflopsPerSecond(),
                        peakGigaflopsPerSecond);
    }

    /** For programs: one object on one line. */
    public String json() throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("network", work.network().architecture().title());
        values.put("batch", work.batch());
        values.put("threads", work.compute().threads());
        values.put("backend", work.compute().backend().chosen().name().toLowerCase(Locale.ROOT));
        values.put("imagesPerSecond", rounded(imagesPerSecond()));
        values.put("bestImagesPerSecond", rounded(work.batch() / training.shortest()));
        values.put("inferenceImagesPerSecond", rounded(work.batch() / inference.median()));
        values.put("gigaflopsPerSecond", rounded(gigaflopsPerSecond()));
        values.put("peakGigaflopsPerSecond", rounded(peakGigaflopsPerSecond));
        values.put("shareOfPeak", rounded(gigaflopsPerSecond() / peakGigaflopsPerSecond));
        memory.peak().ifPresent(megabytes -> values.put("peakMegabytes", rounded(megabytes)));
        memory.baseline().ifPresent(megabytes -> values.put("baselineMegabytes", rounded(megabytes)));
        return Json.line(values);
    }

    /** The kinds of calls, those that take longest first. */
    private static String table(String title, PassTimes times) {
        StringBuilder text = new StringBuilder("%-24s%12s%10s%n".formatted(title, "ms", "share"));
        times.kinds().entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .forEach(kind -> text.append(row(kind.getKey(), kind.getValue(), times)));
        return text.append(row("the rest", times.rest(), times))
                .append(row("total", times.sum(), times))
                .toString();
    }

    private static String row(String name, double seconds, PassTimes times) {
        return String.format(
                Locale.ROOT,
                "%-24s%12.2f%8.1f %%%n",
                name,
                1000 * seconds / times.passes().size(),
                100 * seconds / times.sum());
    }

    private static double rounded(double value) {
        return BigDecimal.valueOf(value).round(DIGITS).doubleValue();
    }
}
