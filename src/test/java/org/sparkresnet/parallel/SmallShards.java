package org.sparkresnet.parallel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.sparkresnet.random.NamedRandom;
import org.sparkresnet.shard.Content;
import org.sparkresnet.shard.Manifest;
import org.sparkresnet.shard.PictureFacts;
import org.sparkresnet.shard.ShardEntry;
import org.sparkresnet.shard.ShardFolder;
import org.sparkresnet.shard.ShardRecord;
import org.sparkresnet.shard.ShardWriter;

/** Shards of grey 5x4 pictures of chance, in two classes. */
final class SmallShards {
    private SmallShards() {}

    /** Writes one shard of each of the sizes. */
    static Path write(Path folder, int... sizes) throws IOException {
        Configuration configuration = new Configuration();
        List<ShardEntry> entries = new ArrayList<>();
        long[] counts = new long[2];
        for (int shard = 0; shard < sizes.length; shard++) {
            String name = ShardEntry.fileName(shard, sizes.length);
            try (ShardWriter writer = ShardWriter.create(folder.toString(), name, "attempt", configuration)) {
                for (int i = 0; i < sizes[shard]; i++) {
                    ShardRecord record = record(shard, i);
                    writer.append(record, "class " + record.label());
                    counts[record.label()]++;
                }
                entries.add(writer.finish());
            }
        }
        Manifest manifest = Manifest.of(
                new Manifest.Classes(List.of("a", "b"), List.of(counts[0], counts[1])),
                entries,
                PictureFacts.unknown(),
                new Manifest.Origin("chance", Map.of()));
        ShardFolder.complete(folder.toString(), manifest, configuration);
        return folder;
    }

    private static ShardRecord record(int shard, int index) {
        NamedRandom random = NamedRandom.of(7, "picture", shard, index);
        byte[] pixels = new byte[20];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) random.nextInt(256);
        }
        return new ShardRecord(shard + "/" + index, random.nextInt(2), new Content.Raw(5, 4, 1, pixels));
    }
}
