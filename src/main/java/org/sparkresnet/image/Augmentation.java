package org.sparkresnet.image;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.sparkresnet.config.Settings;
import org.sparkresnet.random.NamedRandom;

/** The transforms that every picture goes through, in order; with none the picture stays as it is. */
public record Augmentation(List<Transform> transforms) implements Serializable {
    private static final Set<String> KEYS = Set.of("type", "size", "padding", "probability");

    public Augmentation {
        transforms = List.copyOf(transforms);
    }

    /** Reads {@code augment.train}. */
    public static Augmentation forTraining(Settings settings) {
        return new Augmentation(read(settings.at("augment"), "train"));
    }

    /** Reads {@code augment.validation}, where nothing random is allowed. */
    public static Augmentation forValidation(Settings settings) {
        Settings block = settings.at("augment");
        List<Transform> transforms = read(block, "validation");
        block.require(
                transforms.stream().noneMatch(Transform::isRandom),
                "validation",
                "evaluation has no chance in it; use pad only");
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

    /** The size that all transforms together make of {@code input}. */
    public PictureShape outputShape(PictureShape input) {
        PictureShape shape = input;
        for (Transform transform : transforms) {
            shape = transform.outputShape(shape);
        }
        return shape;
    }

    private static List<Transform> read(Settings block, String key) {
        List<Transform> transforms = new ArrayList<>();
        for (Settings settings : block.blocks(key, KEYS)) {
            transforms.add(
                    switch (settings.choice("type", Transform.Type.class)) {
                        case PAD -> new Transform.Pad(settings.positiveInt("size"));
                        case PAD_AND_CROP -> new Transform.PadAndCrop(settings.nonNegativeInt("padding"));
                        case FLIP -> new Transform.Flip(settings.fraction("probability"));
                    });
        }
        return transforms;
    }
}
