package org.sparkresnet.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkresnet.config.InvalidInputException;

class MeanFilesTest {
    private static final Configuration HADOOP = new Configuration();
    private static final String REMEDY = "; copy it again or run prepare again";

    @TempDir
    private Path folder;

    private final float[] values = new float[3 * 2 * 5];
    private MeanFile entry;
    private Path file;

    @BeforeEach
    void write() throws IOException {
        for (int i = 0; i < values.length; i++) {
            values[i] = i / 30f;
        }
        entry = MeanFiles.write(folder.toString(), new MeanFiles.Size(3, 2, 5, "[]"), values, HADOOP);
        file = folder.resolve("pixel-mean-3x2x5.npy");
    }

    @Test
    void valuesComeBackToTheLastBit() throws IOException {
        assertThat(MeanFiles.read(folder.toString(), entry, HADOOP)).containsExactly(values);
        assertThat(entry.file()).isEqualTo("pixel-mean-3x2x5.npy");
    }

    /** What {@code numpy.save} writes, byte for byte. */
    @Test
    void numpyReadsTheFile() throws IOException {
        byte[] content = Files.readAllBytes(file);
        assertThat(content).hasSize(128 + 4 * 30).startsWith(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0);
        assertThat(new String(Arrays.copyOfRange(content, 10, 128), StandardCharsets.US_ASCII))
                .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2, 5), }   ")
                .endsWith(" \n");
        int bits = Float.floatToIntBits(1 / 30f);
        assertThat(Arrays.copyOfRange(content, 132, 136))
                .containsExactly((byte) bits, (byte) (bits >> 8), (byte) (bits >> 16), (byte) (bits >> 24));
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        Files.delete(file);
        assertRefused(": missing, though the manifest names it" + REMEDY);
    }

    @Test
    void anotherLengthIsNamed() throws IOException {
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 200));
        assertRefused(": 200 bytes long, a mean of 3x2x5 has 248" + REMEDY);
    }

    @Test
    void everyFlippedByteIsFound() throws IOException {
        byte[] sound = Files.readAllBytes(file);
        Random random = new Random(3);
        for (int i = 0; i < sound.length; i++) {
            byte[] damaged = sound.clone();
            damaged[i] ^= (byte) (1 + random.nextInt(255));
            Files.write(file, damaged);
            assertRefused(": its checksum is not that of the manifest, so it is damaged" + REMEDY);
        }
    }

    @Test
    void anotherSizeInTheManifestIsFound() {
        entry = new MeanFile(entry.file(), 3, 5, 2, entry.sha256(), "[]");
        assertRefused(": no float32 array of 3x5x2, which the manifest names" + REMEDY);
    }

    @Test
    void valuesMustHaveTheSize() {
        MeanFiles.Size size = new MeanFiles.Size(1, 2, 5, "[]");
        assertThatThrownBy(() -> MeanFiles.write(folder.toString(), size, values, HADOOP))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void entriesNameAFileOfTheFolder() {
        for (String name : new String[] {"../a.npy", ".a.npy", "b/a.npy", ""}) {
            assertThatThrownBy(() -> new MeanFile(name, 1, 1, 1, "0".repeat(64), ""))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is no name of a file within its folder");
        }
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> MeanFiles.read(folder.toString(), entry, HADOOP))
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessage(file + message);
    }
}
