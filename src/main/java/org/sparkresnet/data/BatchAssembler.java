package org.sparkresnet.data;

import java.io.Serializable;
import java.nio.FloatBuffer;
import java.util.List;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.image.Augmentation;
import org.sparkresnet.image.LevelTable;
import org.sparkresnet.image.Picture;
import org.sparkresnet.image.PictureDecoder;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.UndecodableException;
import org.sparkresnet.random.NamedRandom;
import org.sparkresnet.shard.Content;
import org.sparkresnet.shard.ShardRecord;

/**
 * Makes records into the floats that a network takes.
 *
 * @param input what the network takes: size after augmentation, normalization, number of classes
 * @param seed of the run; augmentation is a function of (seed, epoch, number of the record)
 */
public record BatchAssembler(Augmentation augmentation, NetworkInput input, long seed) implements Serializable {
    /**
     * Writes the pictures of {@code source} as {@code [N, C, H, W]} and answers their labels, {@code [N]}.
     *
     * @param images has room for them from its position on, which moves behind them
     * @throws InvalidInputException if a picture cannot be decoded or has another size than the network takes, or a
     *     label is out of range
     */
    public int[] assemble(RecordBatch source, FloatBuffer images) {
        LevelTable levels = input.normalization().levels();
        List<NumberedRecord> records = source.records();
        int[] labels = new int[records.size()];
        for (int i = 0; i < labels.length; i++) {
            levels.write(picture(source.epoch(), records.get(i)), images);
            labels[i] = checkedLabel(records.get(i).record());
        }
        return labels;
    }

    /** The augmented picture: the same whatever batch, lane or worker it is for. */
    private Picture picture(long epoch, NumberedRecord numbered) {
        NamedRandom random = NamedRandom.of(seed, "augment", epoch, numbered.number());
        Picture picture = augmented(numbered.record(), random);
        if (!picture.shape().equals(input.shape())) {
            throw new InvalidInputException(numbered.record().name() + ": a picture of " + picture.shape()
                    + " after augmentation, the network takes " + input.shape()
                    + "; bring all pictures to one size with { type = pad, size = N }");
        }
        return picture;
    }

    private int checkedLabel(ShardRecord record) {
        if (record.label() >= input.classes()) {
            throw new InvalidInputException(
                    record.name() + ": label " + record.label() + ", the training set has " + input.classes()
                            + " classes, 0 to " + (input.classes() - 1) + "; prepare both sets from the same source");
        }
        return record.label();
    }

    private Picture augmented(ShardRecord record, NamedRandom random) {
        try {
            return augmentation.apply(decode(record), random);
        } catch (UndecodableException e) {
            throw new InvalidInputException(
                    record.name() + ": the picture cannot be decoded (" + e.getMessage()
                            + "); replace or remove it in the source and run prepare again",
                    e);
        } catch (InvalidInputException e) {
            throw new InvalidInputException(record.name() + ": " + e.getMessage(), e);
        }
    }

    private static Picture decode(ShardRecord record) throws UndecodableException {
        if (record.content() instanceof Content.Raw raw) {
            return new Picture(new PictureShape(raw.channels(), raw.height(), raw.width()), raw.pixels());
        }
        return PictureDecoder.decode(((Content.Encoded) record.content()).bytes());
    }
}
