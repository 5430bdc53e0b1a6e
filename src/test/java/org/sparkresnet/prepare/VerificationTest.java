package org.sparkresnet.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.image.GoldenPictures;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.file.JpegEncoder;
import org.sparkresnet.image.file.PictureDecoder;
import org.sparkresnet.prepare.verify.Verification;
import org.sparkresnet.prepare.verify.VerificationReport;
import org.sparkresnet.shard.Content;
import org.sparkresnet.shard.Manifest;
import org.sparkresnet.shard.PictureFacts;
import org.sparkresnet.shard.ShardEntry;
import org.sparkresnet.shard.ShardFolder;
import org.sparkresnet.shard.ShardRecord;
import org.sparkresnet.shard.ShardWriter;

class VerificationTest extends SparkTest {
    private Path out;

    @BeforeEach
    void prepare() throws IOException {
        out = folder.resolve("out");
        Path source = PictureFolders.writeSource(folder.resolve("source"));
        Preparation.run(
                spark,
                Prepared.settings("image-folder", source, out, "prepare.examples-per-shard=2", "prepare.hold-out=3"));
    }

    @Test
    void soundFoldersAreReportedAndNothingIsWritten() throws Exception {
        Map<String, String> before = Prepared.files(out);
        VerificationReport report = Verification.run(spark, Prepared.verifySettings(out));
        assertThat(report.folders())
                .extracting(VerificationReport.Folder::place)
                .containsExactly(out + "/hold-out", out + "/train", out + "/validation");
        assertThat(report.folders())
                .extracting(VerificationReport.Folder::records)
                .containsExactly(3L, 9L, 6L);
        assertThat(report.table())
                .contains("sound: 9 records, 3 classes, 5 shards")
                .doesNotContain("no checksum");
        assertThat(Prepared.files(out)).isEqualTo(before);
    }

    @Test
    void oneFolderOfShardsCanBeGiven() {
        assertThat(Verification.run(spark, Prepared.verifySettings(out + "/train", "prepare.tasks=1"))
                        .folders())
                .hasSize(1);
    }

    @Test
    void aByteFlippedAnywhereIsFound() throws Exception {
        Random random = new Random(5);
        List<Path> files = files(".*");
        assertThat(files).hasSize(20 + 3 * 2);
        for (int i = 0; i < 40; i++) {
            Path file = files.get(i < files.size() ? i : random.nextInt(files.size()));
            byte[] sound = Files.readAllBytes(file);
            byte[] flipped = sound.clone();
            flipped[random.nextInt(sound.length)] ^= (byte) (1 + random.nextInt(255));
            Files.write(file, flipped);
            String named = file.toString().replace(".sha256", "");
            assertThat(faults()).containsOnlyOnce(named + ": ").doesNotContain("faults");
            Files.write(file, sound);
        }
    }

    @Test
    void theFirstTenFaultsAreNamedAndAllAreCounted() throws Exception {
        List<Path> files = files("part-.*");
        for (Path file : files) {
            Files.delete(file);
        }
        assertThat(files).hasSize(20);
        assertThat(faults().lines())
                .hasSize(11)
                .startsWith("20 faults, the first 10:")
                .filteredOn(line -> line.endsWith(": missing; copy it again or run prepare again"))
                .hasSize(10);
    }

    @Test
    void aFolderWithoutItsManifestIsNamed() throws Exception {
        Files.delete(out.resolve("train/manifest.json"));
        assertThat(faults()).startsWith(out + "/train: no manifest.json in this folder");
    }

    /** Any byte at all: a digit of a mean or a letter of a class would be taken for what was written. */
    @Test
    void everyByteOfAManifestCounts() throws Exception {
        Path manifest = out.resolve("validation/manifest.json");
        byte[] sound = Files.readAllBytes(manifest);
        String place = out.resolve("validation").toString();
        for (int i = 0; i < sound.length; i++) {
            byte[] flipped = sound.clone();
            flipped[i] ^= 1;
            Files.write(manifest, flipped);
            assertThatThrownBy(() -> ShardFolder.open(place, spark.hadoopConfiguration()))
                    .hasMessage(
                            manifest + ": its SHA-256 is not the one in manifest.json.sha256 beside it, so one of the"
                                    + " two was damaged or changed; copy both again or run prepare again");
        }
    }

    @Test
    void aManifestOfOldWithoutItsChecksumIsSoundAndSaidToBeOld() throws Exception {
        Files.delete(out.resolve("train/manifest.json.sha256"));
        assertThat(Verification.run(spark, Prepared.verifySettings(out)).table().lines())
                .filteredOn(line -> line.endsWith("; its manifest has no checksum to compare"))
                .singleElement()
                .asString()
                .contains(out + "/train");
    }

    @Test
    void otherCountsThanTheManifestSaysAreFound() throws Exception {
        Path manifest = out.resolve("validation/manifest.json");
        String text = Files.readString(manifest);
        assertThat(text).contains("\"classCounts\" : [ 2, 2, 2 ]");
        Files.writeString(manifest, text.replace("[ 2, 2, 2 ]", "[ 3, 1, 2 ]"));
        Files.delete(out.resolve("validation/manifest.json.sha256"));
        assertThat(faults())
                .isEqualTo(
                        """
                        2 faults:
                        %1$s/validation: 2 records of class cat, the manifest says 3; run prepare again
                        %1$s/validation: 2 records of class dog, the manifest says 1; run prepare again"""
                                .formatted(out));
    }

    @Test
    void onePictureOfEachShardIsDecodedAndItsEntryPointsAreItsOwn() throws Exception {
        byte[] file = JpegEncoder.encode(GoldenPictures.formula(new PictureShape(3, 90, 400)), 90);
        byte[] other = JpegEncoder.encode(GoldenPictures.formula(new PictureShape(3, 70, 400)), 90);
        assertThat(fault(Prepared.encoded(file))).isEmpty();
        assertThat(fault(new Content.Encoded(file, PictureDecoder.entryPoints(other))))
                .hasValueSatisfying(fault -> assertThat(fault)
                        .endsWith(": record a.jpg has entry points of another file; run prepare again"));
        assertThat(fault(new Content.Encoded(Arrays.copyOf(file, file.length / 2))))
                .hasValueSatisfying(fault -> assertThat(fault)
                        .contains(": record a.jpg is no sound picture (")
                        .endsWith("); run prepare again"));
    }

    /** What is wrong with a folder of one record. */
    private Optional<String> fault(Content content) throws IOException {
        Configuration hadoop = new Configuration();
        Path place = Files.createTempDirectory(folder, "shards");
        try (ShardWriter writer = ShardWriter.create(place.toString(), ShardEntry.fileName(0, 1), "0", hadoop)) {
            writer.append(new ShardRecord("a.jpg", 0, content), "ant");
            Manifest manifest = Manifest.of(
                    new Manifest.Classes(List.of("ant"), List.of(1L)),
                    List.of(writer.finish()),
                    PictureFacts.unknown(),
                    new Manifest.Origin("a test", Map.of()));
            ShardFolder.complete(place.toString(), manifest, hadoop);
        }
        try {
            Verification.run(spark, Prepared.verifySettings(place));
            return Optional.empty();
        } catch (InvalidInputException e) {
            return Optional.of(e.getMessage());
        }
    }

    @Test
    void emptyAndMissingPlacesAreNamed() throws Exception {
        out = Files.createDirectory(folder.resolve("empty"));
        assertThat(faults()).startsWith(out + ": no folder of shards is there; mend prepare.output");
        out = folder.resolve("nowhere");
        assertThat(faults()).isEqualTo(out + ": no such folder; mend prepare.output");
    }

    private List<Path> files(String pattern) throws IOException {
        try (Stream<Path> files = Files.walk(out)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().matches(pattern))
                    .sorted()
                    .toList();
        }
    }

    private String faults() {
        String[] message = new String[1];
        assertThatThrownBy(() -> Verification.run(spark, Prepared.verifySettings(out, "prepare.tasks=2")))
                .isInstanceOfSatisfying(InvalidInputException.class, e -> message[0] = e.getMessage());
        return message[0];
    }
}
