package org.sparkresnet.benchmark;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.data.BatchAssembler;
import org.sparkresnet.data.NumberedRecord;
import org.sparkresnet.data.RecordBatch;
import org.sparkresnet.image.Picture;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.UndecodableException;
import org.sparkresnet.image.file.PictureDecoder;
import org.sparkresnet.image.normalize.LevelTable;
import org.sparkresnet.random.NamedRandom;
import org.sparkresnet.shard.Content;

/**
 * The stages from a stored record to normalized pixels, each by itself and in its plain form: the pipeline of a thread
 * joins and shortens some of them, so together they may take longer than it.
 */
final class StageTimes {
    /** Checksums, and taking the message apart. */
    private static final String OPEN = "open";

    private static final String DECODE = "decode";
    private static final String TRANSFORM = "transform";
    private static final String NORMALIZE = "normalize";
    private static final List<String> STAGES = List.of(OPEN, DECODE, TRANSFORM, NORMALIZE);

    private final BatchAssembler assembler;
    private final List<RecordBatch> batches;
    private final LevelTable levels;
    private final FloatBuffer target;

    StageTimes(BatchAssembler assembler, List<RecordBatch> batches) {
        this.assembler = assembler;
        this.batches = batches;
        this.levels = assembler.input().normalization().levels();
        this.target = FloatBuffer.allocate(assembler.input().shape().values());
    }

    /**
     * Seconds that each stage takes for all pictures: the medians.
     *
     * @throws InvalidInputException if a picture cannot be decoded
     */
    Map<String, Double> median(Repetitions repetitions) {
        for (int i = 0; i < repetitions.warmUp(); i++) {
            pass();
        }
        List<Map<String, Double>> passes = new ArrayList<>();
        for (int i = 0; i < repetitions.measured(); i++) {
            passes.add(pass());
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        for (String stage : STAGES) {
            List<Double> seconds = passes.stream().map(pass -> pass.get(stage)).toList();
            medians.put(stage, new PassTimes(seconds, Map.of()).median());
        }
        return medians;
    }

    private Map<String, Double> pass() {
        KindTimes kinds = new KindTimes();
        for (RecordBatch batch : batches) {
            batch.records().forEach(record -> make(record, batch.epoch(), kinds));
        }
        return kinds.takeSeconds();
    }

    private void make(NumberedRecord numbered, long epoch, KindTimes kinds) {
        NamedRandom random = NamedRandom.of(assembler.seed(), "augment", epoch, numbered.number());
        Content content = kinds.call(OPEN, () -> numbered.record().open().content());
        Picture picture = kinds.call(DECODE, () -> decode(content));
        Picture changed = kinds.call(TRANSFORM, () -> assembler.augmentation().apply(picture, random));
        kinds.run(NORMALIZE, () -> levels.write(changed, target.clear()));
    }

    private static Picture decode(Content content) {
        if (content instanceof Content.Raw raw) {
            return new Picture(new PictureShape(raw.channels(), raw.height(), raw.width()), raw.pixels());
        }
        try {
            return PictureDecoder.decode(((Content.Encoded) content).bytes());
        } catch (UndecodableException e) {
            throw new InvalidInputException(
                    "a picture of the benchmark cannot be decoded (" + e.getMessage()
                            + "); leave it out, or choose others",
                    e);
        }
    }
}
