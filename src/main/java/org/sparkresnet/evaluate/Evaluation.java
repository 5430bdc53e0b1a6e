package org.sparkresnet.evaluate;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkresnet.checkpoint.Checkpoint;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.data.BatchAssembler;
import org.sparkresnet.data.NetworkInput;
import org.sparkresnet.data.ShardSet;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.PictureShapes;
import org.sparkresnet.model.GraphReplica;
import org.sparkresnet.optim.Sgd;
import org.sparkresnet.parallel.Cluster;
import org.sparkresnet.parallel.worker.Pictures;
import org.sparkresnet.parallel.worker.ValidationPass;
import org.sparkresnet.replica.NumberedScores;
import org.sparkresnet.replica.Replica;
import org.sparkresnet.replica.Scores;
import org.sparkresnet.shard.ShardFolder;
import org.sparkresnet.storage.RunFolder;
import org.sparkresnet.weights.TrainedNetwork;

/** Errors of a checkpoint over every record of the validation shards exactly once. */
public final class Evaluation {
    private static final Logger LOG = LoggerFactory.getLogger(Evaluation.class);

    /** The optimizer of a network that is not trained. */
    private static final Sgd NO_OPTIMIZER = new Sgd(0, false, 0);

    private final EvaluationSettings settings;
    private final Checkpoint checkpoint;
    private final Pictures pictures;

    private Evaluation(EvaluationSettings settings, Checkpoint checkpoint, Pictures pictures) {
        this.settings = settings;
        this.checkpoint = checkpoint;
        this.pictures = pictures;
    }

    /**
     * Opens checkpoint and data and makes sure that they and the recipe's network fit together.
     *
     * @throws InvalidInputException if they do not, or one of them cannot be read
     */
    public static Evaluation open(EvaluationSettings settings, Configuration hadoop) {
        TrainedNetwork network =
                TrainedNetwork.open("evaluate.checkpoint", settings.checkpoint(), settings.network(), hadoop);
        Checkpoint checkpoint = network.checkpoint();
        NetworkInput input = network.input();
        ShardSet shards = new ShardSet(named("data.validation", () -> ShardFolder.open(settings.validation(), hadoop)));
        named("run.output", () -> usable(settings.output(), hadoop));
        if (!shards.manifest().classNames().equals(input.classNames())) {
            throw new InvalidInputException("data.validation = " + settings.validation() + ": its classes "
                    + shards.manifest().classNames() + " are not those of " + checkpoint.folder() + ", "
                    + input.classNames() + "; evaluate shards of the same source");
        }
        requireFittingPictures(settings, shards, checkpoint.folder(), input.shape());
        return new Evaluation(
                settings,
                checkpoint,
                new Pictures(shards, new BatchAssembler(settings.augmentation(), input, 0, false)));
    }

    /** Evaluates on {@code settings.workers()} tasks, each with a replica of its own. */
    public EvaluationReport run(Cluster cluster) {
        long start = System.nanoTime();
        NetworkInput input = pictures.assembler().input();
        Replica.Factory replicas =
                new GraphReplica.Blueprint(settings.architecture(), input, NO_OPTIMIZER, 0, settings.compute());
        ValidationPass pass = new ValidationPass(pictures, settings.batchSize(), settings.loading());
        List<NumberedScores> batches = cluster.evaluate(checkpoint, replicas, pass, settings.workers());
        Scores scores = ValidationPass.total(batches, pictures.shards().records());
        if (!scores.isFinite()) {
            throw new InvalidInputException(
                    checkpoint.folder() + ": the network's outputs are not finite; evaluate an earlier checkpoint");
        }
        return new EvaluationReport(settings, checkpoint, scores, (System.nanoTime() - start) / 1e9);
    }

    /** Looks at what a setting names; what is wrong with it is said with the key. */
    private static <T> T named(String key, Supplier<T> look) {
        try {
            return look.get();
        } catch (InvalidInputException e) {
            throw new InvalidInputException(key + " = " + e.getMessage(), e);
        }
    }

    private static RunFolder usable(String folder, Configuration hadoop) {
        RunFolder output = RunFolder.open(folder, hadoop);
        output.requireUsable();
        return output;
    }

    /** Where nothing is known of the pictures, each is looked at when its turn comes. */
    private static void requireFittingPictures(
            EvaluationSettings settings, ShardSet shards, String checkpoint, PictureShape taken) {
        Optional<PictureShapes> made = shards.pictureShapes().map(settings.augmentation()::outputShapes);
        if (made.isPresent() && !made.get().common().equals(Optional.of(taken))) {
            throw new InvalidInputException("augment.validation: makes pictures of "
                    + made.get().common().map(PictureShape::toString).orElse("different sizes") + ", " + checkpoint
                    + " takes " + taken + "; end it with { type = center-crop, size = " + taken.height() + " }");
        }
    }
}
