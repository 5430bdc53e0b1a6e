package org.sparkresnet.evaluate;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.sparkresnet.checkpoint.Checkpoint;
import org.sparkresnet.checkpoint.CheckpointStore;
import org.sparkresnet.metrics.SummaryFile;
import org.sparkresnet.metrics.SummaryTable;
import org.sparkresnet.replica.Scores;

/**
 * What an evaluation came to.
 *
 * @param scores over all records
 * @param seconds from the first task to the last
 */
public record EvaluationReport(EvaluationSettings settings, Checkpoint checkpoint, Scores scores, double seconds) {
    /** Name of the file in {@code run.output}. */
    public static final String FILE = "evaluation.json";

    /** Writes {@code evaluation.json} into {@code run.output}. */
    public void write(Configuration hadoop) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("recipe", settings.recipe());
        values.put("checkpoint", checkpoint.folder());
        values.put("step", checkpoint.step());
        values.put("validation", settings.validation());
        values.put("examples", scores.examples());
        values.put("top1Error", scores.top1Error());
        values.put("top5Error", scores.top5Error());
        values.put("loss", scores.loss());
        values.put(
                "parameterSha256", checkpoint.vector(CheckpointStore.PARAMETERS).sha256());
        values.put("imagesPerSecond", imagesPerSecond());
        values.put("workers", settings.workers());
        values.put("seconds", seconds);
        SummaryFile.write(settings.output(), FILE, values, hadoop);
    }

    /** The same for people. */
    public String table() {
        return new SummaryTable()
                .row("checkpoint", checkpoint.folder())
                .row("examples", scores.examples())
                .row("top-1 error", String.format(Locale.ROOT, "%.2f %%", scores.top1Error()))
                .row("top-5 error", String.format(Locale.ROOT, "%.2f %%", scores.top5Error()))
                .row("loss", String.format(Locale.ROOT, "%.4f", scores.loss()))
                .row("images/s", String.format(Locale.ROOT, "%.0f", imagesPerSecond()))
                .row("evaluation", settings.output() + "/" + FILE)
                .toString();
    }

    private double imagesPerSecond() {
        return scores.examples() / seconds;
    }
}
