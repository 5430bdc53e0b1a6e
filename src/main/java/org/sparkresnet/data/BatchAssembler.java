package org.sparkresnet.data;

import java.io.Serializable;
import java.nio.FloatBuffer;
import java.util.List;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.image.Augmentation;
import org.sparkresnet.image.Picture;
import org.sparkresnet.image.PictureShape;
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
     * @throws InvalidInputException if a record is no raw picture, has another size or a label out of range
     */
    public int[] assemble(RecordBatch source, FloatBuffer images) {
        List<NumberedRecord> records = source.records();
        int[] labels = new int[records.size()];
        for (int i = 0; i < labels.length; i++) {
            NumberedRecord numbered = records.get(i);
            NamedRandom random = NamedRandom.of(seed, "augment", source.epoch(), numbered.number());
            Picture picture = augmentation.apply(decode(numbered.record()), random);
            if (!picture.shape().equals(input.shape())) {
                throw new InvalidInputException(numbered.record().name() + ": a picture of " + picture.shape()
                        + " after augmentation, the network takes " + input.shape()
                        + "; bring all pictures to one size with { type = pad, size = N }");
            }
            input.normalization().write(picture, images);
            labels[i] = checkedLabel(numbered.record());
        }
        return labels;
    }

    private int checkedLabel(ShardRecord record) {
        if (record.label() >= input.classes()) {
            throw new InvalidInputException(
                    record.name() + ": label " + record.label() + ", the training set has " + input.classes()
                            + " classes, 0 to " + (input.classes() - 1) + "; prepare both sets from the same source");
        }
        return record.label();
    }

    private static Picture decode(ShardRecord record) {
        if (record.content() instanceof Content.Raw raw) {
            return new Picture(new PictureShape(raw.channels(), raw.height(), raw.width()), raw.pixels());
        }
        throw new InvalidInputException(record.name()
                + ": an encoded picture, only raw pixels can be trained on; prepare the data from IDX files");
    }
}
