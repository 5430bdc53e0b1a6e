package org.sparkresnet.train;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.sparkresnet.shard.Manifest;
import org.sparkresnet.shard.MeanFiles;
import org.sparkresnet.shard.PictureFacts;
import org.sparkresnet.shard.ShardEntry;
import org.sparkresnet.shard.ShardFolder;

/**
 * Folders that a run is planned with as with a real data set: manifests with its numbers, beside files that have the right
 * length and, being sparse, take no room.
 *
 * @param facts of the pictures
 * @param classes number of classes
 * @param recordBytes of one record, about
 */
record EmptyShards(PictureFacts facts, int classes, int recordBytes) {
    private static final int SHARDS = 8;

    /** ImageNet's archives: pictures of all sizes, 110 KB on average. */
    static EmptyShards imageNet() {
        return new EmptyShards(facts(3, 0), 1000, 115_000);
    }

    static EmptyShards cifar() {
        return new EmptyShards(facts(3, 32), 10, 3_300);
    }

    static EmptyShards fashionMnist() {
        return new EmptyShards(facts(1, 28), 10, 1_000);
    }

    /** Writes both sets below {@code folder}. */
    void write(Path folder, int training, int validation) throws IOException {
        write(folder.resolve("train"), training);
        write(folder.resolve("validation"), validation);
    }

    private void write(Path folder, int records) throws IOException {
        Files.createDirectories(folder);
        List<ShardEntry> entries = new ArrayList<>();
        for (int i = 0; i < SHARDS; i++) {
            int own = records / SHARDS + (i < records % SHARDS ? 1 : 0);
            ShardEntry entry = new ShardEntry(
                    ShardEntry.fileName(i, SHARDS), own, (long) own * recordBytes, own * 16L, "0".repeat(64));
            setLength(folder.resolve(entry.file()), entry.bytes());
            setLength(folder.resolve(entry.indexFile()), entry.indexBytes());
            entries.add(entry);
        }
        List<Long> counts = new ArrayList<>(Collections.nCopies(classes, 0L));
        counts.set(0, (long) records);
        List<String> names =
                IntStream.range(0, classes).mapToObj(i -> "class " + i).toList();
        Manifest manifest = Manifest.of(
                new Manifest.Classes(names, counts), entries, facts, new Manifest.Origin("a test", Map.of()));
        ShardFolder.complete(folder.toString(), withMean(manifest, folder), new Configuration());
    }

    private Manifest withMean(Manifest manifest, Path folder) throws IOException {
        if (!facts.pixelMean().isEmpty()) {
            return manifest;
        }
        MeanFiles.Size size = new MeanFiles.Size(3, 224, 224, "a test");
        return manifest.with(
                List.of(MeanFiles.write(folder.toString(), size, new float[3 * 224 * 224], new Configuration())));
    }

    private static void setLength(Path file, long bytes) throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(bytes);
        }
    }

    private static PictureFacts facts(int channels, int side) {
        return new PictureFacts(
                channels,
                side,
                side,
                Collections.nCopies(channels, 0.5),
                Collections.nCopies(channels, 0.25),
                Collections.nCopies(channels * side * side, 0.5));
    }
}
