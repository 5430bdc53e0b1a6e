package org.sparkresnet.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.apache.hadoop.conf.Configuration;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.normalize.Normalization;
import org.sparkresnet.image.pipeline.Augmentation;
import org.sparkresnet.shard.Content;
import org.sparkresnet.shard.Manifest;
import org.sparkresnet.shard.PictureFacts;
import org.sparkresnet.shard.ShardEntry;
import org.sparkresnet.shard.ShardFolder;
import org.sparkresnet.shard.ShardRecord;
import org.sparkresnet.shard.ShardWriter;

/** Real shards of tiny records. Each record's name, label and two gray pixels tell its number. */
final class SmallDataSet {
    static final Configuration HADOOP = new Configuration();
    static final List<String> CLASSES = List.of("ant", "bee", "cat");

    /** Makes the pixels into floats that {@link #numberOf} reads. */
    static final BatchAssembler ASSEMBLER = new BatchAssembler(
            new Augmentation(List.of()),
            new NetworkInput(new PictureShape(1, 1, 2), CLASSES, new Normalization(List.of(0.0), List.of(1 / 255.0))),
            1,
            false);

    private SmallDataSet() {}

    /** Shards of the given sizes in {@code folder}, seen through {@code location}, which names the same folder. */
    static ShardSet write(Path folder, String location, Configuration hadoop, List<Integer> sizes) throws IOException {
        return write(folder, new Seen(location, hadoop), sizes, SmallDataSet::record);
    }

    /** How a folder is reached by those who read it. */
    record Seen(String location, Configuration hadoop) {}

    /** Shards of the given sizes of the records that {@code maker} makes of their numbers. */
    static ShardSet write(Path folder, Seen seen, List<Integer> sizes, LongFunction<ShardRecord> maker)
            throws IOException {
        List<ShardEntry> entries = new ArrayList<>();
        long number = 0;
        for (int shard = 0; shard < sizes.size(); shard++) {
            String name = ShardEntry.fileName(shard, sizes.size());
            try (ShardWriter writer = ShardWriter.create(folder.toString(), name, "0", HADOOP)) {
                for (int i = 0; i < sizes.get(shard); i++) {
                    ShardRecord record = maker.apply(number);
                    writer.append(record, CLASSES.get(record.label()));
                    number++;
                }
                entries.add(writer.finish());
            }
        }
        ShardFolder.complete(folder.toString(), manifest(entries, number), HADOOP);
        return new ShardSet(ShardFolder.open(seen.location(), seen.hadoop()));
    }

    /** Shards of the given sizes on the local file system. */
    static ShardSet write(Path folder, List<Integer> sizes) throws IOException {
        return write(folder, folder.toString(), HADOOP, sizes);
    }

    /** The record with this number, below 65536. */
    static ShardRecord record(long number) {
        byte[] pixels = {(byte) (number >> 8), (byte) number};
        return new ShardRecord(
                "record/%06d".formatted(number), (int) (number % CLASSES.size()), new Content.Raw(1, 2, 1, pixels));
    }

    static List<NumberedRecord> records(List<Long> numbers) {
        return numbers.stream()
                .map(number -> new NumberedRecord(number, record(number)))
                .toList();
    }

    static List<Long> numbers(RecordBatch batch) {
        return batch.records().stream().map(NumberedRecord::number).toList();
    }

    static long numberOf(Batch batch, int picture) {
        long high = Math.round(batch.images().get(2 * picture));
        return high * 256 + Math.round(batch.images().get(2 * picture + 1));
    }

    /** All batches that remain. */
    static List<RecordBatch> drain(RecordSource source) throws IOException {
        List<RecordBatch> batches = new ArrayList<>();
        try (source) {
            source.forEachRemaining(batch -> batches.add(opened(batch)));
        }
        return batches;
    }

    /** The same batch, its records checked and taken apart. */
    private static RecordBatch opened(RecordBatch batch) {
        List<NumberedRecord> records = batch.records().stream()
                .map(one -> new NumberedRecord(one.number(), one.record().open()))
                .toList();
        return new RecordBatch(batch.step(), batch.epoch(), batch.lane(), records);
    }

    private static Manifest manifest(List<ShardEntry> entries, long records) {
        List<Long> counts = new ArrayList<>(Collections.nCopies(CLASSES.size(), 0L));
        LongStream.range(0, records).mapToInt(n -> record(n).label()).forEach(l -> counts.set(l, counts.get(l) + 1));
        return Manifest.of(
                new Manifest.Classes(CLASSES, counts),
                entries,
                new PictureFacts(1, 1, 2, List.of(0.5), List.of(0.5), List.of(0.5, 0.5)),
                new Manifest.Origin("a test", Map.of()));
    }
}
