package org.sparkresnet.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkresnet.config.InvalidInputException;

class CheckpointStoreTest {
    @TempDir
    private Path output;

    private Run local() {
        return new Run(output.toString(), new Configuration(false));
    }

    private Run run(String scheme) {
        return scheme.equals("file")
                ? local()
                : new Run(StubbornFileSystem.uri(output), StubbornFileSystem.configuration());
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "stubborn"})
    void newestAreKeptAndThePointerMoves(String scheme) throws IOException {
        Run run = run(scheme);
        for (long step : new long[] {10, 20, 30, 40}) {
            run.save(step, 2);
        }
        assertThat(run.candidates()).containsExactly("step-00000040", "step-00000030");
        assertThat(names()).containsExactly("latest", "step-00000030", "step-00000040");
        assertThat(checkpoints().resolve("latest")).hasContent("step-00000040");
        assertThat(checkpoints().resolve("step-00000040"))
                .isDirectoryContaining(file -> file.endsWith("parameters.f32"))
                .isDirectoryContaining(file -> file.endsWith("momentum.f32"))
                .isDirectoryContaining(file -> file.endsWith("checkpoint.json"));
        assertThat(run.reader().verify(run.reader().describe(newest(run)))).isEmpty();
    }

    @Test
    void crashBeforeTheCommitKeepsThePreviousOne() throws IOException {
        local().save(10, 1);
        String attempt = local().store().attempt(20);
        local().write(attempt, 20);
        assertThat(names()).contains(attempt);
        assertThat(local().candidates()).containsExactly("step-00000010");
        local().save(30, 1);
        assertThat(names()).containsExactly("latest", "step-00000030");
    }

    @Test
    void crashBeforeThePointerMovesKeepsThePreviousOne() throws IOException {
        local().save(10, 3);
        local().save(20, 3);
        Files.writeString(checkpoints().resolve("latest"), "step-00000010");
        assertThat(local().candidates()).containsExactly("step-00000010");
        local().save(15, 3);
        assertThat(names()).containsExactly("latest", "step-00000010", "step-00000015");
    }

    @Test
    void crashBetweenTheTwoRenamesOfAReplacementLosesNothing() throws IOException {
        local().save(10, 1);
        Path aside = checkpoints().resolve(".step-00000010.replaced-0a");
        Files.move(checkpoints().resolve("step-00000010"), aside);
        assertThat(local().candidates()).containsExactly(".step-00000010.replaced-0a");
        Checkpoint old = local().reader().describe(newest(local()));
        assertThat(local().reader().verify(old)).isEmpty();
        assertThat(old.step()).isEqualTo(10);
        local().save(20, 1);
        assertThat(names()).containsExactly("latest", "step-00000020");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "stubborn"})
    void sameStepAgainReplacesTheCheckpoint(String scheme) throws IOException {
        Run run = run(scheme);
        run.save(10, 2);
        Checkpoint first = run.save(20, 2);
        flipByte(checkpoints().resolve("step-00000020/parameters.f32"));
        assertThat(run.reader().verify(first)).isPresent();
        run.save(20, 2);
        assertThat(run.reader().verify(run.reader().describe(newest(run)))).isEmpty();
        assertThat(names()).containsExactly("latest", "step-00000010", "step-00000020");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "step-20", "step-000000020", "../../etc"})
    void withoutAReadablePointerAllCheckpointsCountNewestFirst(String pointer) throws IOException {
        local().save(10, 3);
        local().save(20, 3);
        Files.writeString(checkpoints().resolve("latest"), pointer);
        assertThat(local().candidates()).containsExactly("step-00000020", "step-00000010");
        Files.delete(checkpoints().resolve("latest"));
        assertThat(local().candidates()).containsExactly("step-00000020", "step-00000010");
    }

    @Test
    void pointerToAFolderThatIsGoneLeavesTheOthers() throws IOException {
        local().save(10, 3);
        Files.writeString(checkpoints().resolve("latest"), "step-00000020");
        assertThat(local().candidates()).containsExactly("step-00000010");
        Files.writeString(checkpoints().resolve("latest"), "step-00000005");
        assertThat(local().candidates()).containsExactly("step-00000010");
    }

    @Test
    void whatIsNoCheckpointIsLeftAlone() throws IOException {
        List<String> strange = List.of("step-5", "step-000000010", "notes", ".step-00000010.lost-0a", "step-00000011x");
        for (String name : strange) {
            Files.createDirectories(checkpoints().resolve(name));
        }
        Files.writeString(checkpoints().resolve("step-00000012"), "a file, not a folder");
        local().save(10, 1);
        assertThat(local().candidates()).containsExactly("step-00000010");
        assertThat(names()).containsAll(strange).contains("step-00000012");
    }

    @Test
    void runWithoutCheckpointsHasNoCandidates() throws IOException {
        assertThat(local().candidates()).isEmpty();
    }

    @Test
    void stepsOfMoreThanEightDigitsSortByNumber() throws IOException {
        local().save(99_999_999, 3);
        local().save(100_000_000, 3);
        assertThat(local().candidates()).containsExactly("step-100000000", "step-99999999");
    }

    @Test
    void fullDiskKeepsThePreviousOneAndLeavesNoHalf() throws IOException {
        run("stubborn").save(10, 1);
        Run full = run("stubborn");
        full.configuration().setLong(StubbornFileSystem.CAPACITY, 3800);
        String attempt = full.store().attempt(20);
        assertThatThrownBy(() -> full.write(attempt, 20))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageMatching(
                        "stubborn:.*/parameters\\.f32: there is no space left \\(No space left on device\\);"
                                + " make space there or raise the quota, then start again");
        assertThat(names()).containsExactly("latest", "step-00000010");
        assertThat(full.candidates()).containsExactly("step-00000010");
    }

    @Test
    void fullDiskAtTheCommitKeepsThePreviousOne() throws IOException {
        run("stubborn").save(10, 1);
        String attempt = run("stubborn").store().attempt(20);
        CheckpointContents contents = run("stubborn").write(attempt, 20);
        Run full = run("stubborn");
        full.configuration().setLong(StubbornFileSystem.CAPACITY, 100);
        assertThatThrownBy(() -> full.store().commit(attempt, contents, 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("checkpoint.json: there is no space left (");
        assertThat(names()).containsExactly("latest", "step-00000010");
        full.configuration().setLong(StubbornFileSystem.CAPACITY, 5);
        assertThatThrownBy(() -> full.save(10, 1)).isInstanceOf(InvalidInputException.class);
        assertThat(run("stubborn").reader().verify(run("stubborn").reader().describe(newest(full))))
                .isEmpty();
    }

    @Test
    void attemptThatLacksAVectorIsNotCommitted() throws IOException {
        String attempt = local().store().attempt(20);
        CheckpointContents contents = local().write(attempt, 20);
        Files.write(checkpoints().resolve(attempt).resolve("momentum.f32"), new byte[8]);
        assertThatThrownBy(() -> local().store().commit(attempt, contents, 1))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("momentum.f32 has 8 bytes, 3600 were written");
        assertThat(names()).isEmpty();
    }

    @Test
    void abandonedAttemptIsRemoved() throws IOException {
        String attempt = local().store().attempt(20);
        local().write(attempt, 20);
        local().store().abandon(attempt);
        assertThat(names()).isEmpty();
        assertThatThrownBy(() -> local().store().abandon("step-00000020")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void unknownFileSystemIsThePersonsMistake() {
        assertThatThrownBy(() -> CheckpointStore.open("htfs://host/run", new Configuration(false)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(
                        "htfs://host/run: no file system answers to that scheme (No FileSystem for scheme \"htfs\")");
        assertThatThrownBy(() -> CheckpointStore.open("a:b", new Configuration(false)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("a:b: no path of a file or folder");
    }

    static void flipByte(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    private static String newest(Run run) throws IOException {
        return run.store().candidates().get(0);
    }

    private Path checkpoints() {
        return output.resolve("checkpoints");
    }

    /** Everything under {@code checkpoints/}, sorted. */
    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(checkpoints())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
