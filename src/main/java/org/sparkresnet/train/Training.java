package org.sparkresnet.train;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkresnet.checkpoint.Checkpoint;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.parallel.Cluster;
import org.sparkresnet.parallel.ParallelismStrategy;
import org.sparkresnet.parallel.WorkersLostException;
import org.sparkresnet.parallel.worker.StopFile;

/** One start of a run: from the newest checkpoint, or from the beginning, to the end of the recipe. */
public final class Training {
    private static final Logger LOG = LoggerFactory.getLogger(Training.class);

    private final Experiment experiment;
    private final Cluster cluster;
    private final CheckpointKeeper checkpoints;
    private final Attempt attempt;
    private final StopFile stopFile;
    private final Losses losses;
    private Optional<Checkpoint> start = Optional.empty();
    private ParallelismStrategy strategy;

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
        this.attempt = new Attempt(experiment, cluster, checkpoints, console);
        this.stopFile = StopFile.of(experiment.recipe().output(), cluster.hadoop());
        this.losses = new Losses(experiment.recipe().patience().reruns());
        this.strategy = experiment.recipe().strategy();
    }

    /**
     * Waits until there is room for all workers, and finds the checkpoint to start from, which takes one of them.
     *
     * @throws InvalidInputException for a folder of another run, or without room in time
     */
    public void open() throws IOException {
        checkpoints.requireResumable();
        stopFile.remove();
        cluster.awaitRoom(strategy.workers(), experiment.recipe().patience().timeout());
        start = checkpoints.newestSound();
        tell();
    }

    /**
     * Trains, evaluates, saves, and writes {@code summary.json} last; call {@link #open} first. Lost workers are made
     * good: the run goes on from the newest checkpoint, on the executors that are left or come back.
     *
     * @return the summary, which is not complete if the run was asked to stop; then no file is written
     * @throws InvalidInputException for what only the work itself can find: a damaged shard, a loss that is not finite
     */
    public Summary run() throws IOException {
        long startTime = System.nanoTime();
        Progress progress = runToTheEnd();
        Summary summary = new Summary(
                experiment, strategy, progress, start, losses.count(), (System.nanoTime() - startTime) / 1e9);
        if (summary.isComplete()) {
            summary.write(cluster.hadoop());
        }
        stopFile.remove();
        return summary;
    }

    /** Asks the run to end behind the next step, with a checkpoint; returns at once. Any thread may call it. */
    public void stop() throws IOException {
        stopFile.place();
    }

    private Progress runToTheEnd() throws IOException {
        Optional<Checkpoint> from = start;
        while (true) {
            try {
                return attempt.run(strategy, from);
            } catch (WorkersLostException e) {
                strategy = experiment.recipe().strategy().withAtMost(room());
                from = checkpoints.newestSound();
                losses.add(e, from.map(Checkpoint::step).orElse(0L));
            }
        }
    }

    private int room() {
        Recipe.Patience patience = experiment.recipe().patience();
        int wanted = experiment.recipe().strategy().workers();
        int room = cluster.awaitReturn(wanted, patience.returnWait(), patience.timeout());
        if (room < wanted) {
            LOG.warn("Going on with {} workers instead of {}: not all executors came back", room, wanted);
        }
        return room;
    }

    private void tell() {
        RunPlan plan = experiment.plan();
        start.ifPresent(checkpoint -> LOG.info(
                "Resuming from step {} of {} ({})", checkpoint.step(), plan.totalSteps(), checkpoint.folder()));
        LOG.info(
                "{} steps per epoch of {} records; {} left over in each epoch, others each time",
                plan.stepsPerEpoch(),
                experiment.epochs().records(),
                experiment.epochs().leftOver());
        LOG.info("Memory outside of the Java heap of {}", experiment.memoryPlan());
    }
}
