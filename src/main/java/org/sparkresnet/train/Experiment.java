package org.sparkresnet.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.config.Settings;
import org.sparkresnet.data.EpochPlan;
import org.sparkresnet.data.Mixing;
import org.sparkresnet.data.NetworkInput;
import org.sparkresnet.data.ShardSet;
import org.sparkresnet.image.normalize.Normalizer;
import org.sparkresnet.model.GraphReplica;
import org.sparkresnet.replica.Replica;
import org.sparkresnet.schedule.LearningRateSchedule;
import org.sparkresnet.schedule.Ruler;
import org.sparkresnet.shard.Manifest;
import org.sparkresnet.shard.ShardFolder;
import org.sparkresnet.storage.RunFolder;

/**
 * A recipe and the data that it names: once it exists, everything that can be known to be wrong has been found.
 *
 * @param input what the network takes in and tells apart
 * @param identity what must be equal for a run to be resumed, by name
 */
public record Experiment(
        Recipe recipe,
        ShardSet training,
        ShardSet validation,
        EpochPlan epochs,
        RunPlan plan,
        LearningRateSchedule schedule,
        NetworkInput input,
        Map<String, String> identity) {
    /** Settings whose change makes another run of it; the schedule counts as the curve that comes out. */
    private static final String IDENTITY_SETTINGS =
            "run\\.seed|data\\.(lanes|micro-batch|shuffle-block)|(model|optimizer)\\..*|augment\\.train";

    /**
     * Opens the data and fits everything to it.
     *
     * @throws InvalidInputException with all that is wrong with settings and data
     */
    public static Experiment open(Settings settings, Recipe recipe, Configuration hadoop) {
        Settings data = settings.at("data");
        Optional<ShardSet> training = shards(data, "train", recipe.data().training(), hadoop);
        Optional<ShardSet> validation = shards(data, "validation", recipe.data().validation(), hadoop);
        output(settings.at("run"), recipe.output(), hadoop);
        DataCheck check = new DataCheck(settings, recipe);
        training.ifPresent(check::training);
        if (training.isPresent() && validation.isPresent()) {
            check.validation(training.get(), validation.get());
        }
        Optional<Normalizer> normalizer = training.flatMap(new TrainingStatistics(settings, recipe, hadoop)::of);
        EpochPlan epochs = epochs(recipe, training);
        Ruler ruler = ruler(recipe, epochs);
        LearningRateSchedule schedule = LearningRateSchedule.from(settings.at("schedule"), ruler);
        settings.throwIfInvalid();
        Manifest manifest = training.orElseThrow().manifest();
        NetworkInput input = input(recipe, training.get(), normalizer.orElseThrow());
        return new Experiment(
                recipe,
                training.get(),
                validation.orElseThrow(),
                epochs,
                plan(recipe, ruler),
                schedule,
                input,
                identity(settings, manifest, input, schedule, recipe.data().mixing()));
    }

    /** What memory each worker needs. */
    public MemoryPlan memoryPlan() {
        return MemoryPlan.of(this);
    }

    /** How many bad records an epoch may have; they are replaced by others. */
    public long mostBadRecords() {
        return (long) (recipe.data().badShare() * epochs.records());
    }

    /** Builds the network of the recipe on a worker. */
    public Replica.Factory replicas() {
        return new GraphReplica.Blueprint(
                recipe.architecture(),
                input,
                recipe.optimizer(),
                recipe.labelSmoothing(),
                recipe.seed(),
                recipe.compute());
    }

    private static void output(Settings run, String folder, Configuration hadoop) {
        if (folder.isEmpty()) {
            return;
        }
        try {
            RunFolder.open(folder, hadoop).requireUsable();
        } catch (InvalidInputException e) {
            run.problem("output", e.getMessage());
        }
    }

    private static Optional<ShardSet> shards(Settings data, String key, String folder, Configuration hadoop) {
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ShardSet(ShardFolder.open(folder, hadoop)));
        } catch (InvalidInputException e) {
            data.problem(key, e.getMessage());
            return Optional.empty();
        }
    }

    /** A plan for the data, or for an endless supply while the data cannot be read. */
    private static EpochPlan epochs(Recipe recipe, Optional<ShardSet> training) {
        Recipe.Data data = recipe.data();
        return new EpochPlan(
                recipe.seed(),
                training.map(ShardSet::sizes).orElse(List.of(Integer.MAX_VALUE)),
                data.lanes(),
                data.microBatch(),
                data.shuffleBlock());
    }

    private static Ruler ruler(Recipe recipe, EpochPlan epochs) {
        long stepsPerEpoch = Math.max(1, epochs.stepsPerEpoch());
        return new Ruler(stepsPerEpoch, recipe.lengths().run().steps(stepsPerEpoch), epochs.globalBatch());
    }

    private static RunPlan plan(Recipe recipe, Ruler ruler) {
        Recipe.Lengths lengths = recipe.lengths();
        return new RunPlan(
                ruler.stepsPerEpoch(),
                ruler.totalSteps(),
                lengths.evaluateEvery().steps(ruler.stepsPerEpoch()),
                lengths.checkpointEvery().steps(ruler.stepsPerEpoch()));
    }

    private static NetworkInput input(Recipe recipe, ShardSet training, Normalizer normalizer) {
        return new NetworkInput(
                DataCheck.commonShape(training, recipe.data().trainingAugmentation())
                        .orElseThrow(),
                training.manifest().classNames(),
                normalizer);
    }

    private static Map<String, String> identity(
            Settings settings, Manifest data, NetworkInput input, LearningRateSchedule schedule, Mixing mixing) {
        Map<String, String> identity = new TreeMap<>(settings.values());
        identity.keySet().removeIf(key -> !key.matches(IDENTITY_SETTINGS));
        identity.putAll(input.texts());
        identity.put("schedule", schedule.toString());
        // Only where it changes something, so that runs from before there was a choice can be resumed.
        if (!(mixing instanceof Mixing.None)) {
            identity.put("augment.mix", mixing.toString());
        }
        identity.put("data.train", "data set " + data.checksum());
        return identity;
    }
}
