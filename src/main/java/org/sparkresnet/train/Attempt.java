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
import org.sparkresnet.checkpoint.Checkpoint;
import org.sparkresnet.data.BatchAssembler;
import org.sparkresnet.metrics.ConsoleLog;
import org.sparkresnet.metrics.MetricsLog;
import org.sparkresnet.metrics.RunListener;
import org.sparkresnet.metrics.RunListeners;
import org.sparkresnet.metrics.StepReport;
import org.sparkresnet.metrics.TensorBoardLog;
import org.sparkresnet.parallel.Cluster;
import org.sparkresnet.parallel.ParallelismStrategy;
import org.sparkresnet.parallel.WorkerGroup;
import org.sparkresnet.parallel.WorkersLostException;
import org.sparkresnet.parallel.worker.Pictures;
import org.sparkresnet.parallel.worker.Work;
import org.sparkresnet.storage.RunFolder;

/**
 * One group of workers, from a checkpoint towards the end of the recipe. When workers are lost, all that this attempt
 * was is thrown away, replicas and open files alike, and the next one begins as a new start of the program would.
 *
 * @param console gets the lines for people
 */
record Attempt(Experiment experiment, Cluster cluster, CheckpointKeeper checkpoints, PrintStream console) {
    private static final int SECRET_BYTES = 32;

    /**
     * Trains to the end of the recipe, or until the run is asked to stop.
     *
     * @param start the checkpoint to go on from, or empty for the initial state
     */
    Progress run(ParallelismStrategy strategy, Optional<Checkpoint> start) throws IOException, WorkersLostException {
        long step = start.map(Checkpoint::step).orElse(0L);
        try (RunListener listener = listeners(step);
                WorkerGroup workers = cluster.start(strategy, work(), step, report -> tell(listener, report))) {
            return new Trainer(experiment.plan(), workers, checkpoints, listener, experiment.mostBadRecords())
                    .run(start);
        }
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
                new Pictures(experiment.training(), trainingAssembler()),
                new Pictures(experiment.validation(), validationAssembler()),
                experiment.schedule(),
                new Work.Pace(
                        recipe.data().loading(),
                        experiment.mostBadRecords(),
                        recipe.metrics().every(),
                        experiment.plan().totalSteps(),
                        recipe.patience().timeout()),
                cluster.portableHadoop());
    }

    private BatchAssembler trainingAssembler() {
        Recipe recipe = experiment.recipe();
        return new BatchAssembler(
                recipe.data().trainingAugmentation(),
                recipe.data().mixing(),
                experiment.input(),
                recipe.seed(),
                experiment.mostBadRecords() > 0);
    }

    /** Nothing is replaced: every record counts once. */
    private BatchAssembler validationAssembler() {
        Recipe recipe = experiment.recipe();
        return new BatchAssembler(recipe.data().validationAugmentation(), experiment.input(), recipe.seed(), false);
    }
}
