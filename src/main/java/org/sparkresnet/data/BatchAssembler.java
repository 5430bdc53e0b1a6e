package org.sparkresnet.data;

import java.io.Serializable;
import java.nio.FloatBuffer;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.image.Picture;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.UndecodableException;
import org.sparkresnet.image.pipeline.Augmentation;
import org.sparkresnet.image.pipeline.DecodeRoom;
import org.sparkresnet.image.pipeline.ImagePipeline;
import org.sparkresnet.random.NamedRandom;
import org.sparkresnet.shard.BadRecordException;
import org.sparkresnet.shard.Content;
import org.sparkresnet.shard.ShardRecord;

/**
 * Makes records into the floats that a network takes.
 *
 * @param augmentation of each picture by itself
 * @param mixing of the pictures of a micro-batch behind it
 * @param input what the network takes: size after augmentation, normalization, number of classes
 * @param seed of the run; augmentation is a function of (seed, epoch, number of the record), mixing of (seed,
 *     step, lane)
 * @param replacesBad whether the place of a bad record is given to the next sound one of its batch, its pixels and label
 *     as they are: a batch keeps its size, and what it holds depends on nothing outside of it. If not, a bad record is
 *     an error
 */
public record BatchAssembler(
        Augmentation augmentation, Mixing mixing, NetworkInput input, long seed, boolean replacesBad)
        implements Serializable {
    /** Without mixing. */
    public BatchAssembler(Augmentation augmentation, NetworkInput input, long seed, boolean replacesBad) {
        this(augmentation, new Mixing.None(), input, seed, replacesBad);
    }

    /** Tools for one thread, which closes them. */
    public ImagePipeline pipeline() {
        return pipeline(room());
    }

    /** Tools for one of several threads that work side by side. */
    ImagePipeline pipeline(DecodeRoom room) {
        return new ImagePipeline(augmentation, input.normalization(), input.shape(), room);
    }

    /** What these threads share. */
    DecodeRoom room() {
        return ImagePipeline.room(augmentation, input.shape().channels());
    }

    /**
     * Writes the picture of a record as {@code [C, H, W]} and answers its label. The outcome is the same whatever the
     * batch, the lane, the worker or the thread.
     *
     * @param pipeline a thread's own, made by {@link #pipeline}
     * @param target has room for the picture from its position on
     * @throws BadRecordException if the record is damaged or its picture cannot be decoded
     * @throws InvalidInputException if the picture has another size than the network takes, or the label is out of range
     */
    public int write(ImagePipeline pipeline, long epoch, NumberedRecord numbered, FloatBuffer target) {
        ShardRecord record = numbered.record().open();
        NamedRandom random = NamedRandom.of(seed, "augment", epoch, numbered.number());
        try {
            write(pipeline, record.content(), random, target);
        } catch (UndecodableException e) {
            throw new BadRecordException(
                    record.name() + ": the picture cannot be decoded (" + e.getMessage()
                            + "); replace or remove it in the source and run prepare again",
                    e);
        } catch (InvalidInputException e) {
            throw new InvalidInputException(record.name() + ": " + e.getMessage(), e);
        }
        return checkedLabel(record);
    }

    /**
     * Mixes the pictures of a batch in place, when all of them are written.
     *
     * @param images normalized pixels {@code [N, C, H, W]} from 0 to the limit
     * @return the share of each picture's own label in what it is trained towards, in [0, 1]
     */
    float mix(RecordBatch batch, FloatBuffer images) {
        return mixing.mix(
                new PicturePairs(images, input.shape()), NamedRandom.of(seed, "mix", batch.step(), batch.lane()));
    }

    private static void write(ImagePipeline pipeline, Content content, NamedRandom random, FloatBuffer target)
            throws UndecodableException {
        if (content instanceof Content.Raw raw) {
            PictureShape shape = new PictureShape(raw.channels(), raw.height(), raw.width());
            pipeline.write(new Picture(shape, raw.pixels()), random, target);
        } else if (content instanceof Content.Encoded encoded) {
            pipeline.write(encoded.bytes(), encoded.entryPoints(), random, target);
        }
    }

    private int checkedLabel(ShardRecord record) {
        if (record.label() >= input.classes()) {
            throw new InvalidInputException(
                    record.name() + ": label " + record.label() + ", the training set has " + input.classes()
                            + " classes, 0 to " + (input.classes() - 1) + "; prepare both sets from the same source");
        }
        return record.label();
    }
}
