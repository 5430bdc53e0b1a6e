package org.sparkresnet.shard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;

/** Small data sets for the tests of this package. */
final class ShardExamples {
    static final Configuration CONFIGURATION = new Configuration();
    static final List<String> CLASS_NAMES = List.of("cat", "dog");

    private ShardExamples() {}

    /** Raw pictures of {@code [height, width, 3]} with alternating labels. */
    static List<ShardRecord> raw(int count, int height, int width) {
        Random random = new Random(7);
        List<ShardRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] pixels = new byte[height * width * 3];
            random.nextBytes(pixels);
            records.add(new ShardRecord("picture/%06d".formatted(i), i % 2, new Content.Raw(height, width, 3, pixels)));
        }
        return records;
    }

    static ShardEntry writeShard(Path folder, int number, int count, List<ShardRecord> records) throws IOException {
        String name = ShardEntry.fileName(number, count);
        try (ShardWriter writer = ShardWriter.create(folder.toString(), name, "attempt-0", CONFIGURATION)) {
            for (ShardRecord record : records) {
                writer.append(record, CLASS_NAMES.get(record.label()));
            }
            return writer.finish();
        }
    }

    /** A folder of two shards with two records each. */
    static Manifest writeFolder(Path folder) throws IOException {
        List<ShardRecord> records = raw(4, 2, 3);
        List<ShardEntry> shards = List.of(
                writeShard(folder, 0, 2, records.subList(0, 2)), writeShard(folder, 1, 2, records.subList(2, 4)));
        Manifest manifest = manifest(shards, List.of(2L, 2L));
        ShardFolder.complete(folder.toString(), manifest, CONFIGURATION);
        return manifest;
    }

    static Manifest manifest(List<ShardEntry> shards, List<Long> counts) {
        return Manifest.of(
                new Manifest.Classes(CLASS_NAMES, counts),
                shards,
                PictureFacts.unknown(),
                new Manifest.Origin("a test", Map.of("seed", "1", "format", "none")));
    }

    /** Adds 1 to the byte at {@code offset}. */
    static void damage(Path file, int offset) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[offset]++;
        Files.write(file, bytes);
    }
}
