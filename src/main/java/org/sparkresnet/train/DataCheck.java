package org.sparkresnet.train;

import org.sparkresnet.config.Settings;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.shard.Manifest;
import org.sparkresnet.shard.PictureFacts;

/** Whether the data sets fit the recipe and each other; what does not is recorded with the setting to change. */
final class DataCheck {
    private final Settings settings;
    private final Settings data;
    private final Recipe recipe;

    DataCheck(Settings settings, Recipe recipe) {
        this.settings = settings;
        this.data = settings.at("data");
        this.recipe = recipe;
    }

    /** Checks the training set against the network and the size of a step. */
    void training(Manifest manifest) {
        PictureFacts pictures = manifest.pictures();
        if (differInSize(pictures, "train")) {
            return;
        }
        PictureShape input = recipe.data().trainingAugmentation().outputShape(shapeOf(pictures));
        recipe.architecture().misfit(input).ifPresent(what -> settings.at("model")
                .problem("architecture", what));
        data.require(
                manifest.records() >= recipe.data().globalBatch(),
                "lanes",
                "one step takes lanes x micro-batch = " + recipe.data().globalBatch() + " records, data.train has "
                        + manifest.records() + "; use fewer or smaller lanes");
        data.require(
                pictures.deviation().stream().allMatch(deviation -> deviation > 0),
                "train",
                "a channel has the same value everywhere, it cannot be normalized; check the source of the data");
    }

    /** Checks the validation set against the training set. */
    void validation(Manifest training, Manifest validation) {
        data.require(
                training.classNames().equals(validation.classNames()),
                "validation",
                "its classes " + validation.classNames() + " are not those of data.train, " + training.classNames()
                        + "; prepare both from the same source");
        if (differInSize(validation.pictures(), "validation")
                || training.pictures().height() == 0) {
            return;
        }
        PictureShape trained = recipe.data().trainingAugmentation().outputShape(shapeOf(training.pictures()));
        PictureShape evaluated = recipe.data().validationAugmentation().outputShape(shapeOf(validation.pictures()));
        settings.at("augment")
                .require(
                        trained.equals(evaluated),
                        "validation",
                        "makes pictures of " + evaluated + ", augment.train makes " + trained
                                + "; bring both to one size, for instance with { type = pad, size = "
                                + trained.height() + " }");
    }

    static PictureShape shapeOf(PictureFacts pictures) {
        return new PictureShape(pictures.channels(), pictures.height(), pictures.width());
    }

    private boolean differInSize(PictureFacts pictures, String key) {
        data.require(pictures.height() > 0, key, "its pictures differ in size; prepare pictures of one size");
        return pictures.height() == 0;
    }
}
