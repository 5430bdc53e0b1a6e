package org.sparkresnet.data;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.sparkresnet.image.Picture;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.UndecodableException;
import org.sparkresnet.image.file.PictureDecoder;
import org.sparkresnet.random.NamedRandom;
import org.sparkresnet.shard.BadRecordException;
import org.sparkresnet.shard.Content;
import org.sparkresnet.shard.ShardRecord;

/**
 * A batch made picture by picture, in one thread, in fresh memory: slow and obviously right.
 *
 * @param images {@code [N, C, H, W]}
 * @param labels {@code [N]}
 * @param share of each picture's own label
 * @param bad numbers of the records that others took the places of
 */
record PlainAssembly(float[] images, int[] labels, float share, List<Long> bad) {
    static PlainAssembly of(BatchAssembler assembler, RecordBatch batch) throws UndecodableException {
        List<float[]> pictures = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        List<Long> bad = new ArrayList<>();
        for (NumberedRecord numbered : batch.records()) {
            try {
                ShardRecord record = numbered.record().open();
                pictures.add(picture(assembler, batch.epoch(), numbered.number(), record.content()));
                labels.add(record.label());
            } catch (BadRecordException | UndecodableException e) {
                pictures.add(null);
                labels.add(null);
                bad.add(numbered.number());
            }
        }
        PlainAssembly unmixed = replaced(pictures, labels, bad);
        NamedRandom random = NamedRandom.of(assembler.seed(), "mix", batch.step(), batch.lane());
        PictureShape shape = assembler.input().shape();
        return assembler.mixing() instanceof Mixing.Mixup mixup
                ? mixedUp(unmixed, (float) random.nextBeta(mixup.alpha()), shape)
                : unmixed;
    }

    private static PlainAssembly mixedUp(PlainAssembly unmixed, float share, PictureShape shape) {
        int size = unmixed.labels().length;
        float[] images = unmixed.images().clone();
        for (int i = 0; i < images.length; i++) {
            int partner = size - 1 - i / shape.values();
            if (partner != i / shape.values()) {
                float other = unmixed.images()[partner * shape.values() + i % shape.values()];
                images[i] = share * unmixed.images()[i] + (1 - share) * other;
            }
        }
        return new PlainAssembly(images, unmixed.labels(), share, unmixed.bad());
    }

    private static PlainAssembly replaced(List<float[]> pictures, List<Integer> labels, List<Long> bad) {
        int size = pictures.size();
        int values = pictures.stream().filter(one -> one != null).findAny().orElseThrow().length;
        FloatBuffer images = FloatBuffer.allocate(size * values);
        int[] classes = new int[size];
        for (int i = 0; i < size; i++) {
            int taken = i;
            while (pictures.get(taken) == null) {
                taken = (taken + 1) % size;
            }
            images.put(pictures.get(taken));
            classes[i] = labels.get(taken);
        }
        return new PlainAssembly(images.array(), classes, 1, bad);
    }

    private static float[] picture(BatchAssembler assembler, long epoch, long number, Content content)
            throws UndecodableException {
        NamedRandom random = NamedRandom.of(assembler.seed(), "augment", epoch, number);
        Picture picture = assembler.augmentation().apply(decode(content), random);
        FloatBuffer values = FloatBuffer.allocate(assembler.input().shape().values());
        assembler.input().normalization().levels().write(picture, values);
        return values.array();
    }

    private static Picture decode(Content content) throws UndecodableException {
        if (content instanceof Content.Raw raw) {
            return new Picture(new PictureShape(raw.channels(), raw.height(), raw.width()), raw.pixels());
        }
        return PictureDecoder.decode(((Content.Encoded) content).bytes());
    }
}
