package org.sparkresnet.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkresnet.config.InvalidInputException;
import org.tensorflow.example.Example;
import org.tensorflow.example.Features;
import org.tensorflow.hadoop.util.TFRecordWriter;

class ShardReaderTest {
    private static final String ZEROS = "0".repeat(64);

    @TempDir
    Path folder;

    @Test
    void everyRangeEqualsTheRecordsWritten() throws Exception {
        List<ShardRecord> records = ShardExamples.raw(6, 5, 4);
        ShardEntry entry = ShardExamples.writeShard(folder, 0, 1, records);
        try (ShardReader reader = open(entry)) {
            for (int from = 0; from <= 6; from++) {
                for (int to = from; to <= 6; to++) {
                    assertThat(reader.read(from, to)).isEqualTo(records.subList(from, to));
                }
            }
        }
    }

    @Test
    void rangeOfSeveralPiecesEqualsTheRecordsWritten() throws Exception {
        List<ShardRecord> records = ShardExamples.raw(12, 600, 600);
        ShardEntry entry = ShardExamples.writeShard(folder, 0, 1, records);
        assertThat(entry.bytes()).isGreaterThan(12_000_000);
        try (ShardReader reader = open(entry)) {
            assertThat(reader.read(1, 12)).isEqualTo(records.subList(1, 12));
        }
    }

    @Test
    void encodedPicturesComeBackByteForByte() throws Exception {
        List<ShardRecord> records = List.of(
                new ShardRecord("köter.jpg", 1, new Content.Encoded(new byte[] {-1, -40, 0, 7})),
                new ShardRecord("b.jpg", 0, new Content.Encoded(new byte[] {-1, -40}, new byte[] {0, 3, 9})));
        ShardEntry entry = ShardExamples.writeShard(folder, 0, 1, records);
        try (ShardReader reader = open(entry)) {
            assertThat(reader.read(0, 2)).isEqualTo(records);
        }
    }

    @Test
    void rangeOutsideTheShardIsADefect() throws Exception {
        ShardEntry entry = ShardExamples.writeShard(folder, 0, 1, ShardExamples.raw(2, 2, 2));
        try (ShardReader reader = open(entry)) {
            assertThatThrownBy(() -> reader.read(1, 3)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> reader.read(2, 1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> reader.read(-1, 1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 8, 11, 12, 40, 100, -4, -1})
    void flippedByteIsFoundWithRecordAndOffset(int place) throws Exception {
        ShardEntry entry = ShardExamples.writeShard(folder, 0, 1, ShardExamples.raw(3, 5, 4));
        int length = (int) (entry.bytes() / 3);
        ShardExamples.damage(folder.resolve(entry.file()), Math.floorMod(place, length) + length);
        try (ShardReader reader = open(entry)) {
            assertThat(reader.read(0, 1)).hasSize(1);
            assertThat(reader.read(2, 3)).hasSize(1);
            assertThatThrownBy(() -> reader.read(0, 3))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith(
                            folder.resolve(entry.file()) + ": record 1 at offset " + length + " is damaged (")
                    .hasMessageEndingWith("); copy the shard again or run prepare again");
        }
    }

    @Test
    void truncatedFileNamesTheOffset() throws Exception {
        ShardEntry entry = ShardExamples.writeShard(folder, 0, 1, ShardExamples.raw(3, 5, 4));
        Path shard = folder.resolve(entry.file());
        byte[] bytes = Files.readAllBytes(shard);
        Files.write(shard, Arrays.copyOf(bytes, bytes.length - 1));
        try (ShardReader reader = open(entry)) {
            assertThat(reader.read(0, 2)).hasSize(2);
            assertThatThrownBy(() -> reader.read(2, 3))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage(shard + ": ends at byte " + (bytes.length - 1) + ", within records 2 to 2 at offset "
                            + bytes.length / 3 * 2 + ", expected " + bytes.length
                            + " bytes; copy the shard again or run prepare again");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0 153\n",
                "0 153\n153 153\n306 152\n",
                "0 153\n152 153\n306 153\n",
                "0 153\n153 153\n306 153\n459 153\n",
                "0 153\n153 153\n306 15x\n",
                "0 153\n153 153\n306 153 1\n",
                "0 459\n459 0\n459 0\n",
                "0\n153\n306\n",
                "0 99999999999999999999\n1 1\n2 2\n"
            })
    void indexThatDoesNotFitIsNamed(String index) throws Exception {
        ShardEntry entry = ShardExamples.writeShard(folder, 0, 1, ShardExamples.raw(3, 1, 1));
        int length = (int) (entry.bytes() / 3);
        Path file = folder.resolve(entry.indexFile());
        Files.writeString(file, index.replace("153", "" + length).replace("306", "" + 2 * length));
        try (ShardReader reader = open(entry)) {
            assertThatThrownBy(() -> reader.read(0, 1))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith(file + ": an index that does not fit its shard (")
                    .hasMessageEndingWith("; copy both files again or run prepare again");
        }
    }

    @Test
    void missingFilesAreNamed() throws Exception {
        ShardEntry entry = ShardExamples.writeShard(folder, 0, 1, ShardExamples.raw(3, 1, 1));
        Files.delete(folder.resolve(entry.indexFile()));
        try (ShardReader reader = open(entry)) {
            assertThatThrownBy(() -> reader.read(0, 1))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage(folder.resolve(entry.indexFile()) + ": missing; copy it again or run prepare again");
        }
        Files.delete(folder.resolve(entry.file()));
        assertThatThrownBy(() -> open(entry))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(folder.resolve(entry.file()) + ": missing; copy it again or run prepare again");
    }

    @Test
    void missingFeatureIsNamed() throws Exception {
        Features features = Example.parseFrom(
                        ExampleCodec.encode(ShardExamples.raw(1, 2, 2).get(0), "cat"))
                .getFeatures();
        for (String name : features.getFeatureMap().keySet()) {
            if (!name.equals("image/class/text")) {
                Features without = features.toBuilder().removeFeature(name).build();
                assertThatThrownBy(() -> readOnly(without))
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessageContaining("record 0 at offset 0 is damaged (0 values of feature " + name);
            }
        }
    }

    @Test
    void pixelsThatDoNotFitTheirSizeAreFound() throws Exception {
        Features features = Example.parseFrom(
                        ExampleCodec.encode(ShardExamples.raw(1, 2, 2).get(0), "cat"))
                .getFeatures();
        Features wrong = features.toBuilder()
                .putFeature("image/height", features.getFeatureOrThrow("image/class/label"))
                .build();
        assertThatThrownBy(() -> readOnly(wrong))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("height, width and channels are 0, 2, 3; least is 1");
        Features tall = features.toBuilder()
                .putFeature("image/height", features.getFeatureOrThrow("image/channels"))
                .build();
        assertThatThrownBy(() -> readOnly(tall))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("12 bytes of pixels, expected 3 x 2 x 3 = 18");
    }

    private List<ShardRecord> readOnly(Features features) throws IOException {
        ByteArrayOutputStream shard = new ByteArrayOutputStream();
        new TFRecordWriter(new DataOutputStream(shard))
                .write(Example.newBuilder().setFeatures(features).build().toByteArray());
        Files.write(folder.resolve("other"), shard.toByteArray());
        Files.writeString(folder.resolve("other.idx"), "0 " + shard.size() + "\n");
        try (ShardReader reader = open(new ShardEntry("other", 1, shard.size(), 6, ZEROS))) {
            return reader.read(0, 1);
        }
    }

    private ShardReader open(ShardEntry entry) throws IOException {
        return ShardReader.open(folder.resolve(entry.file()).toString(), entry, ShardExamples.CONFIGURATION);
    }
}
