package org.sparkresnet.train;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.config.Settings;
import org.sparkresnet.data.ShardSet;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.normalize.Normalization;
import org.sparkresnet.image.normalize.Normalizer;
import org.sparkresnet.image.normalize.PixelMean;
import org.sparkresnet.shard.PictureFacts;
import org.sparkresnet.storage.StorageFailure;

/** Finds the statistics of the training set that {@code augment.mean} asks for. */
final class TrainingStatistics {
    private final Settings settings;
    private final Recipe recipe;
    private final Configuration hadoop;

    /** @param settings get what is wrong */
    TrainingStatistics(Settings settings, Recipe recipe, Configuration hadoop) {
        this.settings = settings;
        this.recipe = recipe;
        this.hadoop = hadoop;
    }

    /**
     * The normalizer for the pictures of {@code training}.
     *
     * @return empty if something is wrong, which is recorded here or by {@link DataCheck}
     */
    Optional<Normalizer> of(ShardSet training) {
        Optional<PictureShape> shape =
                DataCheck.commonShape(training, recipe.data().trainingAugmentation());
        PictureFacts facts = training.manifest().pictures();
        if (shape.isEmpty() || facts.deviation().stream().anyMatch(deviation -> deviation <= 0)) {
            return Optional.empty();
        }
        return recipe.data().mean() == Normalizer.Mean.CHANNEL
                ? Optional.of(new Normalization(facts.mean(), facts.deviation()))
                : pixelMean(training, shape.get(), facts.deviation());
    }

    private Optional<Normalizer> pixelMean(ShardSet training, PictureShape shape, List<Double> deviation) {
        boolean isUnchanged =
                recipe.data().validationAugmentation().transforms().isEmpty();
        try {
            Optional<float[]> mean = training.pixelMean(shape, isUnchanged, hadoop);
            settings.at("augment")
                    .require(
                            mean.isPresent(),
                            "mean",
                            "data.train has no mean of each pixel for the pictures of " + shape
                                    + " that the network takes; run prepare with prepare.pixel-mean = true and this"
                                    + " augment.validation, or set it to channel");
            return mean.map(values -> new PixelMean(shape, values, deviation));
        } catch (InvalidInputException e) {
            settings.at("data").problem("train", e.getMessage());
        } catch (IOException e) {
            settings.at("data")
                    .problem(
                            "train",
                            StorageFailure.refusal(recipe.data().training(), e).getMessage());
        }
        return Optional.empty();
    }
}
