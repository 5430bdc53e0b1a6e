package org.sparkresnet.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.sparkresnet.image.Picture;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.file.PngFile;
import org.sparkresnet.random.NamedRandom;
import org.sparkresnet.shard.Content;
import org.sparkresnet.shard.Manifest;
import org.sparkresnet.shard.PictureFacts;
import org.sparkresnet.shard.ShardEntry;
import org.sparkresnet.shard.ShardFolder;
import org.sparkresnet.shard.ShardRecord;
import org.sparkresnet.shard.ShardWriter;

/** Shards of encoded pictures of different sizes, in three classes: more red, more green or more blue. */
final class Photographs {
    private static final int SHARDS = 2;
    private static final List<String> CLASSES = List.of("red", "green", "blue");

    /** About those of the pictures, which is all that normalization asks for. */
    static final PictureFacts FACTS =
            new PictureFacts(3, 0, 0, List.of(0.33, 0.33, 0.33), List.of(0.25, 0.25, 0.25), List.of());

    private Photographs() {}

    /** Writes {@code records} pictures with these facts in the manifest. */
    static Path write(Path folder, int records, PictureFacts facts) throws IOException {
        Configuration hadoop = new Configuration();
        List<ShardEntry> entries = new ArrayList<>();
        List<Long> counts = new ArrayList<>(Collections.nCopies(CLASSES.size(), 0L));
        for (int shard = 0; shard < SHARDS; shard++) {
            String name = ShardEntry.fileName(shard, SHARDS);
            try (ShardWriter writer = ShardWriter.create(folder.toString(), name, "0", hadoop)) {
                for (int number = shard; number < records; number += SHARDS) {
                    int label = number % CLASSES.size();
                    Content content = new Content.Encoded(PngFile.of(picture(number, label)));
                    writer.append(new ShardRecord("photograph/" + number, label, content), CLASSES.get(label));
                    counts.set(label, counts.get(label) + 1);
                }
                entries.add(writer.finish());
            }
        }
        Manifest.Classes classes = new Manifest.Classes(CLASSES, counts);
        ShardFolder.complete(
                folder.toString(),
                Manifest.of(classes, entries, facts, new Manifest.Origin("a test", Map.of())),
                hadoop);
        return folder;
    }

    private static Picture picture(int number, int label) {
        NamedRandom random = NamedRandom.of(3, "photograph", number);
        PictureShape shape = new PictureShape(3, 17 + random.nextInt(30), 17 + random.nextInt(30));
        byte[] pixels = new byte[shape.values()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) random.nextInt(i % 3 == label ? 256 : 64);
        }
        return new Picture(shape, pixels);
    }
}
