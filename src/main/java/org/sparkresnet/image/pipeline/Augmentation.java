package org.sparkresnet.image.pipeline;

import java.io.Serializable;
import java.util.List;
import org.sparkresnet.config.Settings;
import org.sparkresnet.image.Picture;
import org.sparkresnet.image.PictureShapes;
import org.sparkresnet.image.transform.Transform;
import org.sparkresnet.image.transform.TransformReader;
import org.sparkresnet.random.NamedRandom;

/**
 * What every picture goes through.
 *
 * @param decoding how its file is decoded
 * @param transforms in order; with none the picture stays as it is
 */
public record Augmentation(Decoding decoding, List<Transform> transforms) implements Serializable {
    public Augmentation {
        transforms = List.copyOf(transforms);
    }

    /** The transforms alone, of files decoded at full size. */
    public Augmentation(List<Transform> transforms) {
        this(Decoding.full(), transforms);
    }

    /** Reads {@code augment.train} and {@code augment.decode}; what is wrong is collected in {@code settings}. */
    public static Augmentation forTraining(Settings settings) {
        Settings block = settings.at("augment");
        Decoding decoding = new Decoding(block.choice("decode", Decoding.Size.class), megapixels(block));
        return new Augmentation(decoding, TransformReader.readAll(block, "train"));
    }

    /** Reads {@code augment.validation}, where nothing random is allowed, for files decoded at full size. */
    public static Augmentation forValidation(Settings settings) {
        Settings block = settings.at("augment");
        List<Transform> transforms = TransformReader.readAll(block, "validation");
        block.require(
                transforms.stream().noneMatch(Transform::isRandom),
                "validation",
                "a transform with chance in it, which evaluation must not have; use pad, resize and center-crop only");
        return new Augmentation(new Decoding(Decoding.Size.FULL, megapixels(block)), transforms);
    }

    private static int megapixels(Settings block) {
        int most = block.positiveInt("most-megapixels");
        block.require(
                most <= Decoding.MOST_MEGAPIXELS,
                "most-megapixels",
                "out of range; give at most " + Decoding.MOST_MEGAPIXELS);
        return Math.min(most, Decoding.MOST_MEGAPIXELS);
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
