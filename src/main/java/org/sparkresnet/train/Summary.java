package org.sparkresnet.train;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.sparkresnet.checkpoint.Checkpoint;
import org.sparkresnet.checkpoint.CheckpointStore;
import org.sparkresnet.metrics.SummaryFile;
import org.sparkresnet.metrics.SummaryTable;
import org.sparkresnet.parallel.ParallelismStrategy;
import org.sparkresnet.replica.Scores;

/**
 * What a run came to.
 *
 * @param start the checkpoint that this start of the program went on from
 * @param strategy as it was at the end: with fewer workers than the recipe asks for where executors did not come back
 * @param losses how often workers were lost and the run went on
 * @param seconds from the start of training to the last checkpoint, in this start of the program
 */
public record Summary(
        Experiment experiment,
        ParallelismStrategy strategy,
        Progress progress,
        Optional<Checkpoint> start,
        int losses,
        double seconds) {
    /** Name of the file in {@code run.output}. */
    public static final String FILE = "summary.json";

    /** Whether the run has come to the end of the recipe; if not, it was asked to stop. */
    public boolean isComplete() {
        return steps() >= experiment.plan().totalSteps();
    }

    /** For a run that was asked to stop: where it is, and how to go on. */
    public String stopSentence() {
        return "Stopped as asked after step " + steps() + " of "
                + experiment.plan().totalSteps() + "; checkpoint "
                + progress.checkpoint().folder() + "; the same command goes on from there";
    }

    /** Writes {@code summary.json} into {@code run.output}. */
    void write(Configuration hadoop) throws IOException {
        SummaryFile.write(experiment.recipe().output(), FILE, values(), hadoop);
    }

    /** All values, by the names that they have in the file. */
    public Map<String, Object> values() {
        Recipe recipe = experiment.recipe();
        Scores validation = progress.validation();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("recipe", recipe.name());
        values.put("steps", steps());
        values.put("epochs", experiment.plan().epochs(steps()));
        values.put("examplesSeen", steps() * experiment.epochs().globalBatch());
        values.put("leftOverPerEpoch", experiment.epochs().leftOver());
        values.put("top1Error", validation.top1Error());
        values.put("top5Error", validation.top5Error());
        values.put("validationLoss", validation.loss());
        values.put("validationExamples", validation.examples());
        values.put("trainLoss", progress.trainLoss());
        values.put("imagesPerSecond", progress.imagesPerSecond());
        values.put("parameterSha256", parameterSha256());
        values.put("strategy", strategy.type().toString());
        values.put("workers", strategy.workers());
        values.put("threads", recipe.threads());
        values.put("seconds", seconds);
        values.put("badRecords", progress.badRecords().inRun());
        values.put("lostWorkers", losses);
        values.put("resumedFromStep", start.map(Checkpoint::step).orElse(0L));
        values.put("checkpoint", progress.checkpoint().folder());
        return values;
    }

    /** The same for people. */
    public String table() {
        Scores validation = progress.validation();
        String output = experiment.recipe().output();
        return new SummaryTable()
                .row("epochs", "%.4g (%d steps)".formatted(experiment.plan().epochs(steps()), steps()))
                .row("top-1 error", percent(validation.top1Error()))
                .row("top-5 error", percent(validation.top5Error()))
                .row("images/s", String.format(Locale.ROOT, "%.0f", progress.imagesPerSecond()))
                .row("parameters", "SHA-256 " + parameterSha256())
                .row("checkpoint", progress.checkpoint().folder())
                .row("summary", output + "/" + FILE)
                .toString();
    }

    private long steps() {
        return progress.checkpoint().step();
    }

    private String parameterSha256() {
        return progress.checkpoint().vector(CheckpointStore.PARAMETERS).sha256();
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.2f %%", value);
    }
}
