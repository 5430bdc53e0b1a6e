package org.sparkresnet.image;

import java.io.Serializable;
import java.util.List;
import org.sparkresnet.config.Settings;
import org.sparkresnet.random.NamedRandom;

/** The transforms that every picture goes through, in order; with none the picture stays as it is. */
public record Augmentation(List<Transform> transforms) implements Serializable {
    public Augmentation {
        transforms = List.copyOf(transforms);
    }

    /** Reads {@code augment.train}; what is wrong is collected in {@code settings}. */
    public static Augmentation forTraining(Settings settings) {
        return new Augmentation(TransformReader.readAll(settings.at("augment"), "train"));
    }

    /** Reads {@code augment.validation}, where nothing random is allowed; what is wrong is collected. */
    public static Augmentation forValidation(Settings settings) {
        Settings block = settings.at("augment");
        List<Transform> transforms = TransformReader.readAll(block, "validation");
        block.require(
                transforms.stream().noneMatch(Transform::isRandom),
                "validation",
                "a transform with chance in it, which evaluation must not have; use pad, resize and center-crop only");
        return new Augmentation(transforms);
    }

    /** The picture after all transforms. */
    public Picture apply(Picture picture, NamedRandom random) {
        Picture changed = picture;
        for (Transform transform : transforms) {
            changed = transform.apply(changed, random);
        }
        return changed;
    }

    /** The sizes that all transforms together make of pictures of the sizes {@code input}. */
    public PictureShapes outputShapes(PictureShapes input) {
        PictureShapes shapes = input;
        for (Transform transform : transforms) {
            shapes = transform.outputShapes(shapes);
        }
        return shapes;
    }
}
