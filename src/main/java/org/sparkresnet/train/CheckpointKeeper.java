package org.sparkresnet.train;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkresnet.checkpoint.Checkpoint;
import org.sparkresnet.checkpoint.CheckpointContents;
import org.sparkresnet.checkpoint.CheckpointReader;
import org.sparkresnet.checkpoint.CheckpointStore;
import org.sparkresnet.checkpoint.DamagedCheckpointException;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.parallel.Cluster;
import org.sparkresnet.parallel.SegmentResult;
import org.sparkresnet.parallel.worker.SavedState;
import org.sparkresnet.storage.RunFolder;

/** The driver's side of the checkpoints of one run: which one to start from, and making new ones. */
final class CheckpointKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointKeeper.class);

    private final Experiment experiment;
    private final String settings;
    private final Cluster cluster;
    private final CheckpointStore store;

    /** @param settings the effective settings, to be kept with each checkpoint */
    CheckpointKeeper(Experiment experiment, String settings, Cluster cluster) throws IOException {
        this.experiment = experiment;
        this.settings = settings;
        this.cluster = cluster;
        this.store = CheckpointStore.open(experiment.recipe().output(), cluster.hadoop());
    }

    /**
     * What can be said of the folder without an executor.
     *
     * @throws InvalidInputException if it is there and {@code run.resume} is {@code never}, or belongs to another recipe
     */
    void requireResumable() throws IOException {
        String output = experiment.recipe().output();
        if (experiment.recipe().resume() == Recipe.Resume.NEVER
                && RunFolder.open(output, cluster.hadoop()).exists()) {
            throw new InvalidInputException("run.output = " + output
                    + ": is there already, and run.resume = never; choose another run.output, or run.resume=auto to go"
                    + " on from its newest checkpoint");
        }
        for (String candidate : store.candidates()) {
            try {
                describeOwn(candidate);
                return;
            } catch (DamagedCheckpointException e) {
                LOG.debug("{}; the choice between checkpoints comes later", e.getMessage());
            }
        }
    }

    /**
     * The newest sound checkpoint of this very recipe, or empty if the folder has none at all.
     *
     * @throws InvalidInputException if the folder belongs to another recipe, or if there are checkpoints and none is
     *     sound
     */
    Optional<Checkpoint> newestSound() throws IOException {
        List<String> candidates = store.candidates();
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        for (String candidate : candidates) {
            Optional<Checkpoint> sound = soundOrWarn(candidate);
            if (sound.isPresent()) {
                return sound;
            }
        }
        throw new InvalidInputException(
                "run.output = " + experiment.recipe().output() + ": none of its " + candidates.size()
                        + " checkpoints is sound; choose another run.output, or delete this one to start again");
    }

    /** Makes what worker 0 wrote the newest checkpoint. */
    Checkpoint commit(SegmentResult result, Progress progress) throws IOException {
        CheckpointContents contents = new CheckpointContents(
                result.endStep(), result.saved().vectors(), settings, experiment.identity(), provenance(progress));
        return store.commit(
                result.saved().attempt(), contents, experiment.recipe().keepCheckpoints());
    }

    /** Removes what worker 0 wrote, if it did. */
    void abandon(SavedState saved) throws IOException {
        if (saved.exists()) {
            store.abandon(saved.attempt());
        }
    }

    /** Folder of the newest checkpoint, in words. */
    String newest() throws IOException {
        return store.candidates().stream().findFirst().orElse("of which there is none yet");
    }

    private Optional<Checkpoint> soundOrWarn(String folder) throws IOException {
        try {
            Checkpoint checkpoint = describeOwn(folder);
            Optional<String> damage = cluster.verify(checkpoint);
            damage.ifPresent(problem -> LOG.warn("{}; going on from the checkpoint before it", problem));
            return damage.isPresent() ? Optional.empty() : Optional.of(checkpoint);
        } catch (DamagedCheckpointException e) {
            LOG.warn("{}; going on from the checkpoint before it", e.getMessage());
            return Optional.empty();
        }
    }

    /** @throws InvalidInputException if it belongs to another recipe */
    private Checkpoint describeOwn(String folder) throws DamagedCheckpointException {
        Checkpoint checkpoint = new CheckpointReader(cluster.hadoop()).describe(folder);
        checkpoint.identityProblem(experiment.identity()).ifPresent(problem -> {
            throw new InvalidInputException(problem);
        });
        return checkpoint;
    }

    private Map<String, String> provenance(Progress progress) {
        Map<String, String> provenance = new TreeMap<>();
        String version = CheckpointKeeper.class.getPackage().getImplementationVersion();
        provenance.put("program", version == null ? "development" : version);
        provenance.put("java", System.getProperty("java.version"));
        provenance.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        provenance.put("spark", cluster.version());
        provenance.put("strategy", experiment.recipe().strategy().type().toString());
        provenance.put(
                "workers", Integer.toString(experiment.recipe().strategy().workers()));
        provenance.put("threads", Integer.toString(experiment.recipe().threads()));
        provenance.put("time", Instant.now().toString());
        provenance.put(Progress.TRAIN_LOSS, Double.toString(progress.trainLoss()));
        provenance.putAll(progress.badRecords().texts());
        return provenance;
    }
}
