package org.sparkresnet.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkresnet.config.InvalidInputException;

class CheckpointReaderTest {
    @TempDir
    private Path output;

    private Run run;

    @BeforeEach
    void openRun() {
        run = new Run(output.toString(), new Configuration(false));
    }

    @Test
    void checkpointReadsBackAsItWasWritten() throws IOException {
        Checkpoint saved = run.save(460, 3);
        Checkpoint read = run.reader().describe(saved.folder());
        assertThat(read).isEqualTo(saved);
        assertThat(read.contents().identity()).isEqualTo(Run.IDENTITY);
        assertThat(bits(load(read, "parameters"))).isEqualTo(bits(Run.vector(460, 1000)));
        assertThat(bits(load(read, "momentum"))).isEqualTo(bits(Run.vector(-460, 900)));
        assertThat(read.vector("parameters").sha256()).isEqualTo(VectorFile.sha256(Run.vector(460, 1000)));
    }

    /** More than two pieces, and no multiple of a piece. */
    @Test
    void longVectorsPassInPieces() throws IOException {
        int floats = VectorStream.PIECE_BYTES / 2 + 3;
        String attempt = run.store().attempt(1);
        List<VectorFile> files = List.of(run.store().write(attempt, "parameters", Run.vector(7, floats)));
        Checkpoint saved = run.store().commit(attempt, Run.contents(1, files), 1);
        assertThat(run.reader().verify(saved)).isEmpty();
        assertThat(load(saved, "parameters").mismatch(Run.vector(7, floats))).isEqualTo(-1);
    }

    @Test
    void onlyTheWindowOfABufferIsWrittenAndFilled() throws IOException {
        FloatBuffer whole = Run.vector(3, 10);
        String attempt = run.store().attempt(1);
        VectorFile file = run.store()
                .write(attempt, "parameters", whole.duplicate().position(2).limit(6));
        Checkpoint saved = run.store().commit(attempt, Run.contents(1, List.of(file)), 1);
        FloatBuffer into = FloatBuffer.allocate(10).position(4).limit(8);
        run.reader().read(saved, "parameters", into);
        assertThat(into.position()).isEqualTo(4);
        assertThat(bits(into)).isEqualTo(bits(whole.duplicate().position(2).limit(6)));
        assertThat(into.get(3)).isZero();
        assertThat(into.get(0)).isZero();
    }

    @Test
    void flippedBitIsFoundAndTheOneBeforeIsSound() throws IOException {
        run.save(10, 3);
        run.save(20, 3);
        Path file = output.resolve("checkpoints/step-00000020/momentum.f32");
        CheckpointStoreTest.flipByte(file);
        List<String> candidates = run.store().candidates();
        Checkpoint newest = run.reader().describe(candidates.get(0));
        assertThat(run.reader().verify(newest)).hasValueSatisfying(problem -> assertThat(problem)
                .startsWith("file:" + file + ": SHA-256 is ")
                .contains(", expected " + newest.vector("momentum").sha256() + "; delete ")
                .endsWith("step-00000020 to go on from the checkpoint before it"));
        assertThatThrownBy(() -> load(newest, "momentum")).isInstanceOf(DamagedCheckpointException.class);
        assertThat(run.reader().verify(run.reader().describe(candidates.get(1))))
                .isEmpty();
    }

    @Test
    void truncatedFileIsFoundByItsLength() throws IOException {
        Checkpoint saved = run.save(10, 3);
        Path file = output.resolve("checkpoints/step-00000010/parameters.f32");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(3998);
        }
        assertThat(run.reader().verify(saved))
                .hasValueSatisfying(problem -> assertThat(problem).contains(": 3998 bytes long, expected 4000;"));
        assertThatThrownBy(() -> load(saved, "parameters"))
                .isInstanceOf(DamagedCheckpointException.class)
                .hasMessageContaining(": 3998 bytes long, expected 4000;");
    }

    @Test
    void missingFileIsFound() throws IOException {
        Checkpoint saved = run.save(10, 3);
        Files.delete(output.resolve("checkpoints/step-00000010/parameters.f32"));
        assertThat(run.reader().verify(saved))
                .hasValueSatisfying(problem -> assertThat(problem).contains("parameters.f32: missing;"));
        assertThatThrownBy(() -> load(saved, "parameters")).isInstanceOf(DamagedCheckpointException.class);
        assertThatThrownBy(() -> saved.vector("variance")).hasMessageContaining("holds no vector variance");
    }

    @Test
    void vectorOfAnotherNetworkIsRefusedBeforeAnythingIsRead() throws IOException {
        Checkpoint saved = run.save(10, 3);
        FloatBuffer into = FloatBuffer.allocate(999);
        assertThatThrownBy(() -> run.reader().read(saved, "parameters", into))
                .isInstanceOf(InvalidInputException.class)
                .isNotInstanceOf(DamagedCheckpointException.class)
                .hasMessageContaining("parameters has 1000 values, the network of this recipe has 999;");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "{}",
                "[1]",
                "{\"formatVersion\":\"1\"}",
                "{\"formatVersion\":1,\"step\":5}",
                "{\"formatVersion\":1,\"step\":5,\"vectors\":[{\"name\":\"a\",\"floats\":1,\"sha256\":\"zz\"}],"
                        + "\"settings\":\"\",\"identity\":{},\"provenance\":{}}",
                "{\"formatVersion\":1,\"step\":-5,\"vectors\":[],\"settings\":\"\",\"identity\":{},\"provenance\":{}}",
                "{\"formatVersion\":1,\"step\":5,\"vectors\":[],\"settings\":\"\",\"identity\":{\"a\":1},\"provenance\":{}}",
                "{\"formatVersion\":1,\"step\":5,\"vectors\":[],\"settings\":\"\",\"identity\":{},\"provenance\":{}} tail"
            })
    void garbageIsNamedWithItsFile(String text) throws IOException {
        Checkpoint saved = run.save(10, 3);
        Path file = output.resolve("checkpoints/step-00000010/checkpoint.json");
        Files.writeString(file, text);
        assertThatThrownBy(() -> run.reader().describe(saved.folder()))
                .isInstanceOf(DamagedCheckpointException.class)
                .hasMessageStartingWith("file:" + file + ": not readable as a checkpoint (")
                .hasMessageEndingWith("; delete " + saved.folder() + " to go on from the checkpoint before it");
    }

    @Test
    void newerFormatIsNoDamage() throws IOException {
        Checkpoint saved = run.save(10, 3);
        Path file = output.resolve("checkpoints/step-00000010/checkpoint.json");
        Files.writeString(file, "{\"formatVersion\":2,\"what\":[]}");
        assertThatThrownBy(() -> run.reader().describe(saved.folder()))
                .isInstanceOf(InvalidInputException.class)
                .isNotInstanceOf(DamagedCheckpointException.class)
                .hasMessage(
                        "file:" + file + ": format version 2, this program reads up to 1; use the program that wrote"
                                + " it, or a newer one");
    }

    @Test
    void folderOfACheckpointOrOfARunIsFound() throws IOException {
        run.save(10, 3);
        Checkpoint newest = run.save(20, 3);
        assertThat(run.reader().find(output.toString())).hasSize(2).first().isEqualTo(newest.folder());
        assertThat(run.reader().find(output + "/checkpoints/step-00000010"))
                .containsExactly("file:" + output + "/checkpoints/step-00000010");
        assertThatThrownBy(() -> run.reader().find(output + "/elsewhere"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("neither a checkpoint nor the output of a run that has one; give");
        assertThatThrownBy(() -> run.reader().describe(output + "/elsewhere")).hasMessageContaining("missing");
    }

    @Test
    void identityThatDiffersIsExplainedKeyByKey() throws IOException {
        Checkpoint saved = run.save(10, 3);
        assertThat(saved.identityProblem(new HashMap<>(Run.IDENTITY))).isEmpty();
        assertThat(saved.identityProblem(Map.of("model.depth", "32", "model.shortcut", "b")))
                .isEqualTo(
                        Optional.of("run.output file:" + output + " belongs to another recipe: model.depth is 20 there"
                                + " and 32 here; model.shortcut is not set there and b here; run.seed is 1 there and not set"
                                + " here; choose another run.output, or go back to the values from there"));
    }

    /** The empty file, and 1.0f = 00 00 80 3f; values from sha256sum. */
    @Test
    void fingerprintIsTheHashOfLittleEndianFloats() {
        assertThat(VectorFile.sha256(FloatBuffer.allocate(0)))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        FloatBuffer bigEndian = ByteBuffer.allocateDirect(4).asFloatBuffer().put(0, 1.0f);
        assertThat(VectorFile.sha256(bigEndian))
                .isEqualTo(VectorFile.sha256(FloatBuffer.wrap(new float[] {1.0f})))
                .isEqualTo("e00e5eb9444182f352323374ef4e08ebcb784725fdd4fd612d7730540b3e0c8c");
    }

    private FloatBuffer load(Checkpoint checkpoint, String vector) throws IOException {
        FloatBuffer into = Run.vector(0, (int) checkpoint.vector(vector).floats());
        run.reader().read(checkpoint, vector, into);
        return into;
    }

    /** Bits, because some of the random values are NaN. */
    private static int[] bits(FloatBuffer vector) {
        int[] bits = new int[vector.remaining()];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(vector.get(vector.position() + i));
        }
        return bits;
    }
}
