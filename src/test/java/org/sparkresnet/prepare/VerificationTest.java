package org.sparkresnet.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.verify.Verification;
import org.sparkresnet.prepare.verify.VerificationReport;
import org.sparkresnet.prepare.verify.VerifySettings;

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
        VerificationReport report = Verification.run(spark, new VerifySettings(out.toString(), 0));
        assertThat(report.folders())
                .extracting(VerificationReport.Folder::place)
                .containsExactly(out + "/hold-out", out + "/train", out + "/validation");
        assertThat(report.folders())
                .extracting(VerificationReport.Folder::records)
                .containsExactly(3L, 9L, 6L);
        assertThat(report.table()).contains("sound: 9 records, 3 classes, 5 shards");
        assertThat(Prepared.files(out)).isEqualTo(before);
    }

    @Test
    void oneFolderOfShardsCanBeGiven() {
        assertThat(Verification.run(spark, new VerifySettings(out + "/train", 1))
                        .folders())
                .hasSize(1);
    }

    @Test
    void aByteFlippedAnywhereIsFound() throws Exception {
        Random random = new Random(5);
        List<Path> files = shardsAndIndices();
        for (int i = 0; i < 40; i++) {
            Path file = files.get(random.nextInt(files.size()));
            byte[] sound = Files.readAllBytes(file);
            byte[] flipped = sound.clone();
            flipped[random.nextInt(sound.length)] ^= (byte) (1 + random.nextInt(255));
            Files.write(file, flipped);
            assertThat(faults()).containsOnlyOnce(file + ": ").doesNotContain("faults");
            Files.write(file, sound);
        }
    }

    @Test
    void theFirstTenFaultsAreNamedAndAllAreCounted() throws Exception {
        List<Path> files = shardsAndIndices();
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

    @Test
    void otherCountsThanTheManifestSaysAreFound() throws Exception {
        Path manifest = out.resolve("validation/manifest.json");
        String text = Files.readString(manifest);
        assertThat(text).contains("\"classCounts\" : [ 2, 2, 2 ]");
        Files.writeString(manifest, text.replace("[ 2, 2, 2 ]", "[ 3, 1, 2 ]"));
        assertThat(faults())
                .isEqualTo(
                        """
                        2 faults:
                        %1$s/validation: 2 records of class cat, the manifest says 3; run prepare again
                        %1$s/validation: 2 records of class dog, the manifest says 1; run prepare again"""
                                .formatted(out));
    }

    @Test
    void emptyAndMissingPlacesAreNamed() throws Exception {
        out = Files.createDirectory(folder.resolve("empty"));
        assertThat(faults()).startsWith(out + ": no folder of shards is there; mend prepare.output");
        out = folder.resolve("nowhere");
        assertThat(faults()).isEqualTo(out + ": no such folder; mend prepare.output");
    }

    private List<Path> shardsAndIndices() throws IOException {
        try (Stream<Path> files = Files.walk(out)) {
            return files.filter(file -> file.getFileName().toString().startsWith("part-"))
                    .sorted()
                    .toList();
        }
    }

    private String faults() {
        String[] message = new String[1];
        assertThatThrownBy(() -> Verification.run(spark, new VerifySettings(out.toString(), 2)))
                .isInstanceOfSatisfying(InvalidInputException.class, e -> message[0] = e.getMessage());
        return message[0];
    }
}
