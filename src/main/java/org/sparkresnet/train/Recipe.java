package org.sparkresnet.train;

import java.time.Duration;
import org.sparkresnet.compute.ComputeSettings;
import org.sparkresnet.config.Settings;
import org.sparkresnet.data.Loading;
import org.sparkresnet.data.Mixing;
import org.sparkresnet.image.normalize.Normalizer;
import org.sparkresnet.image.pipeline.Augmentation;
import org.sparkresnet.model.Architecture;
import org.sparkresnet.optim.Sgd;
import org.sparkresnet.parallel.ParallelismStrategy;
import org.sparkresnet.schedule.Length;

/**
 * What the settings say of a training run, before the data has been looked at.
 *
 * @param name of the recipe's file, or "" for none
 * @param output folder of the run
 * @param seed of everything that is random
 * @param labelSmoothing of the training loss, in [0, 1]
 * @param patience how long is waited, and how often something is tried again
 */
public record Recipe(
        String name,
        String output,
        long seed,
        Lengths lengths,
        int keepCheckpoints,
        Resume resume,
        Data data,
        Architecture architecture,
        Sgd optimizer,
        double labelSmoothing,
        ParallelismStrategy strategy,
        ComputeSettings compute,
        Patience patience,
        Metrics metrics) {
    private static final Length NONE = new Length(0, Length.Unit.EPOCHS);

    /** What to do with a folder that holds a run; names of {@code run.resume}. */
    public enum Resume {
        AUTO,
        NEVER
    }

    /** How long the run is, and how far its stops are apart; 0 for stops only at the end. */
    public record Lengths(Length run, Length evaluateEvery, Length checkpointEvery) {}

    /**
     * Folders of shards, and how records become batches.
     *
     * @param badShare of an epoch's records that may be bad, in [0, 1]
     * @param mixing of training's pictures
     * @param mean which one is subtracted from pictures
     */
    public record Data(
            String training,
            String validation,
            int lanes,
            int microBatch,
            int shuffleBlock,
            double badShare,
            Loading loading,
            Augmentation trainingAugmentation,
            Mixing mixing,
            Augmentation validationAugmentation,
            Normalizer.Mean mean) {
        /** Pictures in one step over all lanes. */
        public int globalBatch() {
            return lanes * microBatch;
        }
    }

    /**
     * What is done about workers that do not come, do not answer, or go.
     *
     * @param timeout longest wait for room for all workers, and for another worker within a step
     * @param returnWait after a loss: longest wait for as many workers as before
     * @param reruns losses in a row, without a new checkpoint between them, that are made good; at least 0
     */
    public record Patience(Duration timeout, Duration returnWait, int reruns) {}

    /** What is written down, and how often. */
    public record Metrics(int every, boolean tensorBoard) {}

    /**
     * Reads all blocks; what is wrong is collected in {@code settings}.
     *
     * @param name of the recipe's file, or "" for none
     */
    public static Recipe from(String name, Settings settings) {
        Settings run = settings.at("run");
        Settings parallel = settings.at("parallel");
        Data data = data(settings);
        return new Recipe(
                name,
                run.text("output"),
                run.wholeNumber("seed"),
                lengths(run),
                run.positiveInt("keep-checkpoints"),
                run.choice("resume", Resume.class),
                data,
                Architecture.from(settings),
                Sgd.from(settings),
                settings.at("optimizer").fraction("label-smoothing"),
                ParallelismStrategy.from(settings, data.lanes()),
                ComputeSettings.from(settings),
                new Patience(
                        parallel.duration("timeout"),
                        parallel.duration("return-wait"),
                        parallel.nonNegativeInt("reruns")),
                metrics(settings.at("metrics")));
    }

    /** Compute threads of each worker, at least 1. */
    public int threads() {
        return compute.threads();
    }

    private static Lengths lengths(Settings run) {
        return new Lengths(
                run.parsed("length", Length::parse, NONE),
                run.parsed("evaluate-every", Length::parse, NONE),
                run.parsed("checkpoint-every", Length::parse, NONE));
    }

    private static Data data(Settings settings) {
        Settings data = settings.at("data");
        int lanes = data.positiveInt("lanes");
        int microBatch = data.positiveInt("micro-batch");
        boolean countable = (long) lanes * microBatch <= Integer.MAX_VALUE;
        data.require(countable, "micro-batch", "lanes x micro-batch does not fit 31 bits; use fewer or smaller lanes");
        return new Data(
                data.text("train"),
                data.text("validation"),
                countable ? lanes : 1,
                countable ? microBatch : 1,
                data.positiveInt("shuffle-block"),
                data.fraction("bad-share"),
                Loading.from(data),
                Augmentation.forTraining(settings),
                Mixing.from(settings, microBatch),
                Augmentation.forValidation(settings),
                settings.at("augment").choice("mean", Normalizer.Mean.class));
    }

    private static Metrics metrics(Settings metrics) {
        return new Metrics(metrics.positiveInt("every"), metrics.flag("tensorboard"));
    }
}
