package org.sparkresnet.train;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkresnet.checkpoint.Checkpoint;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.data.BatchAssembler;
import org.sparkresnet.data.ShardSet;
import org.sparkresnet.image.Augmentation;
import org.sparkresnet.metrics.ConsoleLog;
import org.sparkresnet.metrics.MetricsLog;
import org.sparkresnet.metrics.RunListener;
import org.sparkresnet.metrics.RunListeners;
import org.sparkresnet.metrics.StepReport;
import org.sparkresnet.metrics.TensorBoardLog;
import org.sparkresnet.parallel.Cluster;
import org.sparkresnet.parallel.Pictures;
import org.sparkresnet.parallel.Work;
import org.sparkresnet.parallel.WorkerGroup;
import org.sparkresnet.storage.RunFolder;

/** One start of a run: from the newest checkpoint, or from the beginning, to the end of the recipe. */
public final class Training {
    private static final Logger LOG = LoggerFactory.getLogger(Training.class);
    private static final int SECRET_BYTES = 32;

    private final Experiment experiment;
    private final Cluster cluster;
    private final CheckpointKeeper checkpoints;
    private final PrintStream console;

    /**
     * Starts nothing yet.
     *
     * @param settings the effective settings as text, to be kept with each checkpoint
     * @param console gets the lines for people
     */
    public Training(Experiment experiment, String settings, Cluster cluster, PrintStream console) throws IOException {
        this.experiment = experiment;
        this.cluster = cluster;
        this.checkpoints = new CheckpointKeeper(experiment, settings, cluster);
        this.console = console;
    }

    /**
     * Trains, evaluates, saves, and writes {@code summary.json} last.
     *
     * @throws InvalidInputException for what only the work itself can find: a folder of another run, a damaged shard, a
     *     loss that is not finite
     */
    public Summary run() throws IOException {
        long startTime = System.nanoTime();
        Optional<Checkpoint> start = checkpoints.newestSound();
        long step = start.map(Checkpoint::step).orElse(0L);
        tell(start);
        Recipe recipe = experiment.recipe();
        cluster.awaitRoom(recipe.strategy().workers(), recipe.timeout());
        Progress progress;
        try (RunListener listener = listeners(step);
                WorkerGroup workers =
                        cluster.start(recipe.strategy(), work(), step, report -> tell(listener, report))) {
            progress = new Trainer(experiment.plan(), workers, checkpoints, listener).run(start);
        }
        Summary summary = new Summary(experiment, progress, start, (System.nanoTime() - startTime) / 1e9);
        summary.write(cluster.hadoop());
        return summary;
    }

    private void tell(Optional<Checkpoint> start) {
        RunPlan plan = experiment.plan();
        start.ifPresent(checkpoint -> LOG.info(
                "Resuming from step {} of {} ({})", checkpoint.step(), plan.totalSteps(), checkpoint.folder()));
        LOG.info(
                "{} steps per epoch of {} records; {} left over in each epoch, others each time",
                plan.stepsPerEpoch(),
                experiment.epochs().records(),
                experiment.epochs().leftOver());
    }

    private RunListener listeners(long step) throws IOException {
        String output = experiment.recipe().output();
        List<RunListener> listeners = new ArrayList<>();
        listeners.add(MetricsLog.open(output, step, cluster.hadoop()));
        if (experiment.recipe().metrics().tensorBoard()) {
            listeners.add(TensorBoardLog.open(output, step, cluster.hadoop()));
        }
        listeners.add(ConsoleLog.open(
                console, new ConsoleLog.Course(step, experiment.plan().totalSteps())));
        return new RunListeners(listeners);
    }

    private static void tell(RunListener listener, StepReport report) {
        try {
            listener.training(report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Work work() throws IOException {
        Recipe recipe = experiment.recipe();
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return new Work(
                UUID.randomUUID().toString(),
                HexFormat.of().formatHex(secret),
                RunFolder.open(recipe.output(), cluster.hadoop()).path().toString(),
                experiment.replicas(),
                experiment.epochs(),
                pictures(experiment.training(), recipe.data().trainingAugmentation()),
                pictures(experiment.validation(), recipe.data().validationAugmentation()),
                experiment.schedule(),
                new Work.Pace(
                        recipe.data().prefetch(),
                        recipe.metrics().every(),
                        experiment.plan().totalSteps(),
                        recipe.timeout()),
                cluster.portableHadoop());
    }

    private Pictures pictures(ShardSet shards, Augmentation augmentation) {
        return new Pictures(
                shards,
                new BatchAssembler(
                        augmentation, experiment.input(), experiment.recipe().seed()));
    }
}
