package org.sparkresnet.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardCheckTest {
    @TempDir
    Path folder;

    private List<ShardRecord> records;
    private ShardEntry entry;
    private Path shard;
    private Path index;

    @BeforeEach
    void writeShard() throws IOException {
        records = ShardExamples.raw(3, 2, 2);
        entry = ShardExamples.writeShard(folder, 0, 1, records);
        shard = folder.resolve(entry.file());
        index = folder.resolve(entry.indexFile());
    }

    @Test
    void soundShardHasNoFaults() throws Exception {
        ShardFindings findings = check();
        assertThat(findings.faults()).isEmpty();
        assertThat(findings.counts()).isEqualTo(Map.of(0, 2L, 1, 1L));
        assertThat(findings.sample()).contains(records.get(0));
    }

    @Test
    void everyFlippedBitOfTheShardIsFound() throws Exception {
        everyFlippedBitIsFound(shard);
    }

    @Test
    void everyFlippedBitOfTheIndexIsFound() throws Exception {
        everyFlippedBitIsFound(index);
    }

    private void everyFlippedBitIsFound(Path file) throws IOException {
        byte[] sound = Files.readAllBytes(file);
        for (int i = 0; i < sound.length; i++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                byte[] flipped = sound.clone();
                flipped[i] ^= (byte) (1 << bit);
                Files.write(file, flipped);
                assertThat(check().faults())
                        .as("bit %d of byte %d of %s", bit, i, file)
                        .hasSize(1)
                        .allMatch(fault -> fault.startsWith(file + ": "));
            }
        }
    }

    @Test
    void damagedRecordIsNamedWithItsOffset() throws Exception {
        ShardExamples.damage(shard, (int) (entry.bytes() / 2));
        assertThat(check().faults().get(0))
                .startsWith(shard + ": record 1 at offset " + entry.bytes() / 3 + " is damaged (")
                .endsWith("); copy it again or run prepare again");
    }

    @Test
    void everyTruncationIsFound() throws Exception {
        for (Path file : List.of(shard, index)) {
            byte[] sound = Files.readAllBytes(file);
            for (int length = 0; length < sound.length; length++) {
                Files.write(file, Arrays.copyOf(sound, length));
                assertThat(check().faults())
                        .as("%s cut to %d bytes", file, length)
                        .isNotEmpty();
            }
            Files.write(file, sound);
        }
    }

    @Test
    void missingFilesAreNamed() throws Exception {
        Files.delete(shard);
        Files.delete(index);
        assertThat(check().faults())
                .containsExactly(
                        shard + ": missing; copy it again or run prepare again",
                        index + ": missing; copy it again or run prepare again");
    }

    @Test
    void soundShardOfOtherRecordsIsNotTheOneOfTheManifest() throws Exception {
        ShardRecord first = records.get(0);
        List<ShardRecord> others =
                List.of(new ShardRecord(first.name(), 1, first.content()), records.get(1), records.get(2));
        Files.delete(shard);
        Files.delete(index);
        ShardEntry other = ShardExamples.writeShard(folder, 0, 1, others);
        assertThat(check().faults())
                .containsExactly(shard + ": SHA-256 " + other.sha256() + ", the manifest says " + entry.sha256()
                        + "; copy it again or run prepare again");
    }

    @Test
    void labelWithoutAClassIsFound() throws Exception {
        assertThat(ShardCheck.of(folder.toString(), entry, List.of("cat"), ShardExamples.CONFIGURATION)
                        .faults())
                .hasSize(1)
                .first()
                .asString()
                .contains(": record 1 at offset ")
                .contains("(label 1 of 1 classes)");
    }

    private ShardFindings check() throws IOException {
        return ShardCheck.of(folder.toString(), entry, ShardExamples.CLASS_NAMES, ShardExamples.CONFIGURATION);
    }
}
