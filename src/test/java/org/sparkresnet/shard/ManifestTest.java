package org.sparkresnet.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestTest {
    private static final ShardEntry SHARD = new ShardEntry("a", 4, 100, 10, "0".repeat(64));
    private static final PictureFacts PICTURES =
            new PictureFacts(1, 1, 2, List.of(0.1), List.of(0.30000000000000004), List.of(0.25, 1.0 / 3));

    @Test
    void jsonComesBackExactly() {
        Manifest manifest = manifest("hdfs://a/b", Map.of("seed", "1"));
        assertThat(ManifestJson.read(ManifestJson.write(manifest), "m")).isEqualTo(manifest);
    }

    @Test
    void aMeanOfEachPixelComesBackAndCountsInTheIdentity() {
        Manifest without = manifest("s", Map.of("seed", "1"));
        MeanFile mean = new MeanFile("pixel-mean-3x2x2.npy", 3, 2, 2, "1".repeat(64), "[resize]");
        Manifest with = without.with(List.of(mean));
        assertThat(ManifestJson.read(ManifestJson.write(with), "m")).isEqualTo(with);
        assertThat(with.checksum()).isNotEqualTo(without.checksum());
        assertThatThrownBy(() -> without.with(List.of(mean, mean)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("number of distinct files of means is 1, expected 2");
    }

    /** Data sets that were made before there were means of their own keep their manifests and their identity. */
    @Test
    void manifestsWithoutAMeanDoNotNameIt() {
        String json = new String(ManifestJson.write(manifest("s", Map.of("seed", "1"))), StandardCharsets.UTF_8);
        assertThat(json).doesNotContain("meanFiles");
        assertThat(ManifestJson.read(json.getBytes(StandardCharsets.UTF_8), "m").meanFiles())
                .isEmpty();
    }

    @Test
    void jsonDependsOnNothingButTheContent() {
        Map<String, String> forward = new LinkedHashMap<>();
        Map<String, String> backward = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            forward.put("option-" + i, "x");
            backward.put("option-" + (19 - i), "x");
        }
        assertThat(ManifestJson.write(manifest("s", forward))).isEqualTo(ManifestJson.write(manifest("s", backward)));
    }

    @Test
    void jsonIsForPeopleToo() {
        String json = new String(ManifestJson.write(manifest("s", Map.of("seed", "1"))), StandardCharsets.UTF_8);
        assertThat(json)
                .startsWith("{\n  \"formatVersion\" : 1,\n  \"classNames\" : [ \"cat\", \"dog\" ],\n")
                .endsWith("  \"source\" : \"s\",\n  \"options\" : {\n    \"seed\" : \"1\"\n  }\n}\n");
    }

    @Test
    void checksumIsTheIdentityOfTheData() {
        Manifest manifest = manifest("here", Map.of("seed", "1"));
        assertThat(manifest.checksum()).matches("[0-9a-f]{64}");
        assertThat(manifest("there", Map.of("seed", "1")).checksum()).isEqualTo(manifest.checksum());
        assertThat(manifest("here", Map.of("seed", "2")).checksum()).isNotEqualTo(manifest.checksum());
    }

    @Test
    void numbersMustAgree() {
        assertThatThrownBy(() -> ShardExamples.manifest(List.of(SHARD), List.of(1L, 2L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sum of classCounts is 3, expected 4");
        assertThatThrownBy(() -> ShardExamples.manifest(List.of(SHARD), List.of(4L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("number of classCounts is 1, expected 2");
        assertThatThrownBy(() -> ShardExamples.manifest(List.of(SHARD, SHARD), List.of(4L, 4L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("number of distinct files is 1, expected 2");
        assertThatThrownBy(() -> new PictureFacts(1, 2, 2, List.of(0.0), List.of(0.0), List.of(0.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pixelMean has 1 values, expected 4");
    }

    private static Manifest manifest(String source, Map<String, String> options) {
        return Manifest.of(
                new Manifest.Classes(ShardExamples.CLASS_NAMES, List.of(1L, 3L)),
                List.of(SHARD),
                PICTURES,
                new Manifest.Origin(source, options));
    }
}
