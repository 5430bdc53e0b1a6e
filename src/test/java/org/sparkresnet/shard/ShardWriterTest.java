package org.sparkresnet.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.example.Example;

class ShardWriterTest {
    private static final int MASK_DELTA = 0xa282ead8;

    @TempDir
    Path folder;

    @Test
    void independentParserFindsTheSamePayloads() throws Exception {
        List<ShardRecord> records = ShardExamples.raw(5, 4, 3);
        ShardEntry entry = ShardExamples.writeShard(folder, 0, 1, records);
        List<byte[]> payloads = parse(folder.resolve(entry.file()));
        assertThat(payloads).hasSameSizeAs(records);
        for (int i = 0; i < records.size(); i++) {
            assertThat(payloads.get(i))
                    .isEqualTo(ExampleCodec.encode(
                            records.get(i),
                            ShardExamples.CLASS_NAMES.get(records.get(i).label())));
        }
    }

    @Test
    void payloadIsAnExampleWithTheNamesOfTheField() throws Exception {
        ShardRecord record = ShardExamples.raw(2, 4, 3).get(1);
        Example example = Example.parseFrom(ExampleCodec.encode(record, "dog"));
        assertThat(example.getFeatures().getFeatureMap())
                .containsOnlyKeys(
                        "image/raw",
                        "image/height",
                        "image/width",
                        "image/channels",
                        "image/class/label",
                        "image/class/text",
                        "image/filename");
        assertThat(number(example, "image/height")).isEqualTo(4);
        assertThat(number(example, "image/width")).isEqualTo(3);
        assertThat(number(example, "image/channels")).isEqualTo(3);
        assertThat(number(example, "image/class/label")).isEqualTo(1);
        assertThat(text(example, "image/class/text")).isEqualTo("dog");
        assertThat(text(example, "image/filename")).isEqualTo("picture/000001");
    }

    @Test
    void featuresAreWrittenInTheOrderOfTheirNames() {
        String bytes =
                new String(ExampleCodec.encode(ShardExamples.raw(1, 1, 1).get(0), "cat"), StandardCharsets.ISO_8859_1);
        assertThat(bytes)
                .containsSubsequence(
                        "image/channels",
                        "image/class/label",
                        "image/class/text",
                        "image/filename",
                        "image/height",
                        "image/raw",
                        "image/width");
    }

    @Test
    void indexHoldsOffsetAndFramedLengthOfEachRecord() throws Exception {
        ShardEntry entry = ShardExamples.writeShard(folder, 0, 1, ShardExamples.raw(3, 4, 3));
        List<byte[]> payloads = parse(folder.resolve(entry.file()));
        StringBuilder expected = new StringBuilder();
        long offset = 0;
        for (byte[] payload : payloads) {
            expected.append(offset).append(' ').append(payload.length + 16).append('\n');
            offset += payload.length + 16;
        }
        assertThat(folder.resolve(entry.indexFile())).hasContent(expected.toString());
    }

    @Test
    void entryTellsLengthsAndHash() throws Exception {
        ShardEntry entry = ShardExamples.writeShard(folder, 2, 7, ShardExamples.raw(3, 4, 3));
        byte[] bytes = Files.readAllBytes(folder.resolve("part-00002-of-00007.tfrecord"));
        assertThat(entry.file()).isEqualTo("part-00002-of-00007.tfrecord");
        assertThat(entry.records()).isEqualTo(3);
        assertThat(entry.bytes()).isEqualTo(bytes.length);
        assertThat(entry.indexBytes()).isEqualTo(Files.size(folder.resolve(entry.indexFile())));
        assertThat(entry.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    }

    @Test
    void unfinishedShardLeavesNothing() throws Exception {
        try (ShardWriter writer = ShardWriter.create(folder.toString(), "a", "0", ShardExamples.CONFIGURATION)) {
            writer.append(ShardExamples.raw(1, 4, 3).get(0), "cat");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void nothingHasItsNameBeforeTheEnd() throws Exception {
        try (ShardWriter writer = ShardWriter.create(folder.toString(), "a", "0", ShardExamples.CONFIGURATION)) {
            writer.append(ShardExamples.raw(1, 4, 3).get(0), "cat");
            assertThat(names()).allMatch(name -> name.startsWith("."));
            writer.finish();
        }
        assertThat(names()).filteredOn(name -> !name.startsWith(".")).containsExactly("a", "a.idx");
    }

    @Test
    void secondAttemptOfTheSameShardDoesNotDisturbTheFirst() throws Exception {
        ShardRecord record = ShardExamples.raw(1, 4, 3).get(0);
        try (ShardWriter first = ShardWriter.create(folder.toString(), "a", "0", ShardExamples.CONFIGURATION);
                ShardWriter second = ShardWriter.create(folder.toString(), "a", "1", ShardExamples.CONFIGURATION)) {
            first.append(record, "cat");
            second.append(record, "cat");
            assertThat(first.finish()).isEqualTo(second.finish());
        }
        assertThat(parse(folder.resolve("a"))).hasSize(1);
        assertThat(names()).containsExactly("a", "a.idx");
    }

    @Test
    void contentThatCannotBeIsRefused() {
        assertThatThrownBy(() -> new Content.Raw(2, 2, 3, new byte[11]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("11 bytes of pixels, expected 2 x 2 x 3 = 12");
        assertThatThrownBy(() -> new Content.Encoded(new byte[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ShardRecord("a", -1, new Content.Encoded(new byte[1])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** A second implementation of the framing, from its specification, with Java's own CRC32C. */
    static List<byte[]> parse(Path shard) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(shard)).order(ByteOrder.LITTLE_ENDIAN);
        List<byte[]> payloads = new ArrayList<>();
        while (file.hasRemaining()) {
            byte[] header = new byte[8];
            file.duplicate().get(header);
            int length = Math.toIntExact(file.getLong());
            assertThat(file.getInt()).isEqualTo(maskedChecksum(header));
            byte[] payload = new byte[length];
            file.get(payload);
            assertThat(file.getInt()).isEqualTo(maskedChecksum(payload));
            payloads.add(payload);
        }
        return payloads;
    }

    private static int maskedChecksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        int crc = (int) checksum.getValue();
        return ((crc >>> 15) | (crc << 17)) + MASK_DELTA;
    }

    private static long number(Example example, String name) {
        return example.getFeatures().getFeatureOrThrow(name).getInt64List().getValue(0);
    }

    private static String text(Example example, String name) {
        return example.getFeatures()
                .getFeatureOrThrow(name)
                .getBytesList()
                .getValue(0)
                .toStringUtf8();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
