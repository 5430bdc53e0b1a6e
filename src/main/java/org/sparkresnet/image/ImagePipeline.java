package org.sparkresnet.image;

import java.nio.FloatBuffer;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.random.NamedRandom;

/**
 * From a picture to what a network takes: decodes, augments, normalizes. The workshop of one thread.
 *
 * <p>The outcome is that of {@link PictureDecoder#decode}, {@link Augmentation#apply} and {@link LevelTable#write} one
 * after the other, bit for bit.
 */
public final class ImagePipeline implements AutoCloseable {
    private final Augmentation augmentation;
    private final LevelTable levels;
    private final PictureShape output;

    /**
     * @param output what every picture is after augmentation
     * @throws IllegalArgumentException if the normalization has another number of channels than {@code output}
     */
    public ImagePipeline(Augmentation augmentation, Normalization normalization, PictureShape output) {
        if (normalization.mean().size() != output.channels()) {
            throw new IllegalArgumentException(
                    "a normalization of " + normalization.mean().size() + " channels and pictures of " + output);
        }
        this.augmentation = augmentation;
        this.levels = normalization.levels();
        this.output = output;
    }

    /**
     * Writes the picture in a file as {@code [C, H, W]} at the position of {@code target}, which moves behind it. After
     * an exception the position is where it was, and what lies behind it is undefined.
     *
     * @param encoded the whole file, which is not changed
     * @param random the picture's own chance
     * @throws UndecodableException if the file holds no sound picture
     * @throws InvalidInputException if the picture has another size after augmentation than the network takes
     */
    public void write(byte[] encoded, NamedRandom random, FloatBuffer target) throws UndecodableException {
        write(PictureDecoder.decode(encoded), random, target);
    }

    /**
     * The same with a picture that is no file but pixels.
     *
     * @throws InvalidInputException if the picture has another size after augmentation than the network takes
     */
    public void write(Picture raw, NamedRandom random, FloatBuffer target) {
        Picture picture = augmentation.apply(raw, random);
        if (!picture.shape().equals(output)) {
            throw new InvalidInputException(
                    "a picture of " + picture.shape() + " after augmentation, the network takes " + output
                            + "; bring all pictures to one size with { type = pad, size = N }");
        }
        levels.write(picture, target);
    }

    /** Gives the scratch memory back; the pipeline cannot be used any more. */
    @Override
    public void close() {}
}
