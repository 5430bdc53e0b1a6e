package org.sparkresnet.prepare;

import java.util.Optional;
import org.sparkresnet.config.Settings;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.PictureShapes;
import org.sparkresnet.image.normalize.PixelMean;
import org.sparkresnet.image.pipeline.Augmentation;

/**
 * The pictures whose mean of each pixel is asked for: those of the training set as the network takes them in evaluation.
 *
 * @param augmentation what they go through, without chance
 * @param text the same as it was given, for people
 */
public record MeanPictures(Augmentation augmentation, String text) {
    /** Reads {@code prepare.pixel-mean}, and if it is asked for {@code augment.validation}; problems are recorded there. */
    static Optional<MeanPictures> from(Settings root) {
        Settings prepare = root.at("prepare");
        if (!prepare.flag("pixel-mean")) {
            return Optional.empty();
        }
        Augmentation augmentation = Augmentation.forValidation(root);
        Optional<PictureShape> shape = shape(augmentation, 1);
        prepare.require(
                shape.isPresent(),
                "pixel-mean",
                "augment.validation leaves pictures of different sizes, which have no mean of each pixel; end it with a"
                        + " crop, such as { type = center-crop, size = 224 }; pixels of one size that evaluation leaves"
                        + " as they are have their mean without this setting");
        int most = PixelMean.MOST_VALUES / 3;
        prepare.require(
                shape.isEmpty() || (long) shape.get().height() * shape.get().width() <= most,
                "pixel-mean",
                "augment.validation makes pictures of more than " + most + " pixels; make them smaller");
        return Optional.of(
                new MeanPictures(augmentation, root.at("augment").values().get("augment.validation")));
    }

    /** What a picture of any size with so many channels becomes. */
    PictureShape shape(int channels) {
        return shape(augmentation, channels).orElseThrow();
    }

    private static Optional<PictureShape> shape(Augmentation augmentation, int channels) {
        return augmentation.outputShapes(new PictureShapes.Various(channels)).common();
    }

    /** For messages: the transforms, in order. */
    @Override
    public String toString() {
        return text;
    }
}
