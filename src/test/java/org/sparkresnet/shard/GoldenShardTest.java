package org.sparkresnet.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Format version 1, held by a folder that was written once and is never written again. It was made by {@link #write}
 * of this class, at the commit that brought it, and copied without Hadoop's hidden checksum files.
 */
class GoldenShardTest {
    private static final String FOLDER = "src/test/resources/org/sparkresnet/shard/v1";
    private static final String SHARD = "part-00000-of-00001.tfrecord";
    private static final List<String> CLASS_NAMES = List.of("circle", "square");

    @TempDir
    Path folder;

    @Test
    void readsVersion1() throws Exception {
        ShardFolder golden = ShardFolder.open(FOLDER, ShardExamples.CONFIGURATION);
        assertThat(golden.manifest().classNames()).isEqualTo(CLASS_NAMES);
        assertThat(golden.manifest().classCounts()).containsExactly(2L, 1L);
        assertThat(golden.manifest().options()).isEqualTo(Map.of("format", "none", "seed", "1"));
        try (ShardReader reader = golden.openShard(0, ShardExamples.CONFIGURATION)) {
            assertThat(reader.read(0, 3)).isEqualTo(records());
        }
    }

    @Test
    void checksumOfVersion1Stays() {
        assertThat(ShardFolder.open(FOLDER, ShardExamples.CONFIGURATION)
                        .manifest()
                        .checksum())
                .isEqualTo("3e92d0fd430d687a55ec155f953e0d5912ca169b29af73501336fa283151f098");
    }

    @Test
    void todaysWriterMakesTheSameBytes() throws Exception {
        write(folder);
        for (String name : List.of(SHARD, SHARD + ".idx", "manifest.json")) {
            assertThat(folder.resolve(name)).hasSameBinaryContentAs(Path.of(FOLDER, name));
        }
    }

    @Test
    void anotherParserReadsVersion1() throws Exception {
        assertThat(ShardWriterTest.parse(Path.of(FOLDER, SHARD))).hasSize(3);
        assertThat(Files.readString(Path.of(FOLDER, SHARD + ".idx")))
                .startsWith("0 ")
                .hasLineCount(3);
    }

    /** Writes the golden folder anew. */
    private static void write(Path target) throws IOException {
        ShardEntry entry;
        try (ShardWriter writer = ShardWriter.create(target.toString(), SHARD, "0", ShardExamples.CONFIGURATION)) {
            for (ShardRecord record : records()) {
                writer.append(record, CLASS_NAMES.get(record.label()));
            }
            entry = writer.finish();
        }
        PictureFacts pictures = new PictureFacts(1, 2, 2, List.of(0.5), List.of(0.25), List.of(0.0, 0.1, 1.0 / 3, 1.0));
        Manifest manifest = Manifest.of(
                new Manifest.Classes(CLASS_NAMES, List.of(2L, 1L)),
                List.of(entry),
                pictures,
                new Manifest.Origin("GoldenShardTest", Map.of("seed", "1", "format", "none")));
        ShardFolder.complete(target.toString(), manifest, ShardExamples.CONFIGURATION);
    }

    /** Three pictures of 2x2 grey pixels, values over the whole range of a byte. */
    private static List<ShardRecord> records() {
        return List.of(
                new ShardRecord("shapes/000000", 0, new Content.Raw(2, 2, 1, new byte[] {0, 1, 2, 3})),
                new ShardRecord("shapes/000001", 1, new Content.Raw(2, 2, 1, new byte[] {127, -128, -1, 64})),
                new ShardRecord("shapes/000002", 0, new Content.Raw(2, 2, 1, new byte[] {-2, 100, 0, -100})));
    }
}
