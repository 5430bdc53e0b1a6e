package org.sparkresnet.train;

import java.util.Optional;
import org.sparkresnet.config.Settings;
import org.sparkresnet.data.ShardSet;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.PictureShapes;
import org.sparkresnet.image.pipeline.Augmentation;
import org.sparkresnet.shard.Manifest;

/** Whether the data sets fit the recipe and each other; what does not is recorded with the setting to change. */
final class DataCheck {
    private static final String RANDOM_CROP =
            "{ type = random-resized-crop, size = 224, area = [0.08, 1], aspect = [0.75, 1.3333333333333333] }";
    private static final String CENTER_CROP = "{ type = center-crop, size = 224 }";

    private final Settings settings;
    private final Settings data;
    private final Recipe recipe;

    DataCheck(Settings settings, Recipe recipe) {
        this.settings = settings;
        this.data = settings.at("data");
        this.recipe = recipe;
    }

    /** Checks the training set against the network and the size of a step. */
    void training(ShardSet shards) {
        shape(shards, "train", recipe.data().trainingAugmentation())
                .flatMap(recipe.architecture()::misfit)
                .ifPresent(what -> settings.at("model").problem("architecture", what));
        Manifest manifest = shards.manifest();
        data.require(
                manifest.records() >= recipe.data().globalBatch(),
                "lanes",
                "one step takes lanes x micro-batch = " + recipe.data().globalBatch() + " records, data.train has "
                        + manifest.records() + "; use fewer or smaller lanes");
        data.require(
                manifest.pictures().deviation().stream().allMatch(deviation -> deviation > 0),
                "train",
                "a channel has the same value everywhere, it cannot be normalized; check the source of the data");
    }

    /** Checks the validation set against the training set, which has been checked by itself. */
    void validation(ShardSet training, ShardSet validation) {
        data.require(
                training.manifest().classNames().equals(validation.manifest().classNames()),
                "validation",
                "its classes " + validation.manifest().classNames() + " are not those of data.train, "
                        + training.manifest().classNames() + "; prepare both from the same source");
        Optional<PictureShape> trained = commonShape(training, recipe.data().trainingAugmentation());
        shape(validation, "validation", recipe.data().validationAugmentation())
                .ifPresent(evaluated -> trained.ifPresent(shape -> requireSame(shape, evaluated)));
    }

    /** The size that all pictures of a data set have after augmentation, or empty if they differ in it. */
    static Optional<PictureShape> commonShape(ShardSet shards, Augmentation augmentation) {
        return shards.pictureShapes().map(augmentation::outputShapes).flatMap(PictureShapes::common);
    }

    private Optional<PictureShape> shape(ShardSet shards, String key, Augmentation augmentation) {
        Optional<PictureShape> shape = commonShape(shards, augmentation);
        if (shards.pictureShapes().isEmpty()) {
            data.problem(key, "channels, mean and deviation of its pictures are not known; run prepare again");
        } else if (shape.isEmpty()) {
            data.problem(
                    key,
                    "its pictures differ in size; end augment." + key + " with a crop, such as "
                            + (key.equals("train") ? RANDOM_CROP : CENTER_CROP));
        }
        return shape;
    }

    private void requireSame(PictureShape trained, PictureShape evaluated) {
        String transform = evaluated.height() > trained.height() ? "center-crop" : "pad";
        settings.at("augment")
                .require(
                        trained.equals(evaluated),
                        "validation",
                        "makes pictures of " + evaluated + ", augment.train makes " + trained
                                + "; bring both to one size, for instance with { type = " + transform + ", size = "
                                + trained.height() + " }");
    }
}
