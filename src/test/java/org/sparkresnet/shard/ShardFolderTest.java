package org.sparkresnet.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkresnet.config.InvalidInputException;

class ShardFolderTest {
    private static final String SECOND = "part-00001-of-00002.tfrecord";

    @TempDir
    Path folder;

    private Manifest written;

    @BeforeEach
    void write() throws IOException {
        written = ShardExamples.writeFolder(folder);
    }

    @Test
    void completeFolderOpens() throws Exception {
        ShardFolder opened = open();
        assertThat(opened.manifest()).isEqualTo(written);
        assertThat(opened.shardPath(1)).isEqualTo(folder.resolve(SECOND).toString());
        try (ShardReader reader = opened.openShard(1, ShardExamples.CONFIGURATION)) {
            assertThat(reader.read(0, 2)).isEqualTo(ShardExamples.raw(4, 2, 3).subList(2, 4));
        }
    }

    @Test
    void missingFolderIsNamed() {
        String absent = folder.resolve("absent").toString();
        assertSentence(
                () -> ShardFolder.open(absent, ShardExamples.CONFIGURATION),
                absent + ": no such folder; make it with prepare, or mend the path");
    }

    @Test
    void fileInPlaceOfTheFolderIsNamed() {
        String file = folder.resolve(SECOND).toString();
        assertSentence(
                () -> ShardFolder.open(file, ShardExamples.CONFIGURATION),
                file + ": a file, not a folder of shards; give the folder that holds manifest.json");
    }

    @Test
    void addressThatNoFileSystemKnowsIsNamed() {
        assertThatThrownBy(() -> ShardFolder.open("nowhere://a/b", ShardExamples.CONFIGURATION))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(
                        "nowhere://a/b: no file system answers to that scheme (No FileSystem for scheme \"nowhere\")");
        assertThatThrownBy(() -> ShardFolder.open("", ShardExamples.CONFIGURATION))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("\"\": no path of a file or folder (");
    }

    @Test
    void folderWithoutManifestIsAnInterruptedPrepare() throws Exception {
        Files.delete(folder.resolve("manifest.json"));
        assertSentence(
                this::open,
                folder + ": no manifest.json in this folder, so it holds no complete data set (an interrupted"
                        + " prepare?); run prepare again");
        assertThat(ShardFolder.isComplete(folder.toString(), ShardExamples.CONFIGURATION))
                .isFalse();
    }

    /** What {@code sha256sum -c manifest.json.sha256} reads. */
    @Test
    void theManifestsChecksumIsALineOfSha256sum() throws Exception {
        byte[] json = Files.readAllBytes(folder.resolve("manifest.json"));
        String sum =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
        assertThat(folder.resolve("manifest.json.sha256")).hasContent(sum + "  manifest.json\n");
    }

    @Test
    void aManifestAndAChecksumThatDoNotBelongTogetherAreRefused() throws Exception {
        Path sum = folder.resolve("manifest.json.sha256");
        for (String other : new String[] {"", "x", Files.readString(sum).toUpperCase(Locale.ROOT)}) {
            Files.writeString(sum, other);
            assertSentence(
                    this::open,
                    folder.resolve("manifest.json")
                            + ": its SHA-256 is not the one in manifest.json.sha256 beside it, so one of the two was"
                            + " damaged or changed; copy both again or run prepare again");
        }
        Files.delete(sum);
        assertThat(open().manifest()).isEqualTo(written);
    }

    @Test
    void unreadableManifestIsNamed() throws Exception {
        for (String json : new String[] {"", "[]", "{", "{}", "{\"formatVersion\": 1}", "{\"formatVersion\": 0}"}) {
            writeManifest(json);
            assertThatThrownBy(this::open)
                    .as(json)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith(folder.resolve("manifest.json") + ": not a readable manifest (")
                    .hasMessageEndingWith("); run prepare again");
        }
    }

    @Test
    void manifestThatContradictsItselfIsNamed() throws Exception {
        writeManifest(manifestText().replace("\"records\" : 4,", "\"records\" : 5,"));
        assertThatThrownBy(this::open)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("sum of classCounts is 4, expected 5");
    }

    @Test
    void shardOutsideTheFolderIsRefused() throws Exception {
        writeManifest(manifestText().replace(SECOND, "../" + SECOND));
        assertThatThrownBy(this::open)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("\"../" + SECOND + "\" is no name of a shard within its folder");
    }

    @Test
    void newerFormatIsExplained() throws Exception {
        writeManifest("{\"formatVersion\": 2, \"somethingNew\": true}");
        assertSentence(
                this::open,
                folder.resolve("manifest.json") + ": format version 2, this program reads up to 1; use a newer"
                        + " program or run prepare again");
    }

    @Test
    void missingFilesAreNamed() throws Exception {
        for (String name : new String[] {SECOND, SECOND + ".idx"}) {
            Path aside = folder.resolveSibling("aside");
            Files.move(folder.resolve(name), aside);
            assertSentence(
                    this::open,
                    folder.resolve(name)
                            + ": missing, though the manifest names it; copy it again or run prepare again");
            Files.move(aside, folder.resolve(name));
        }
    }

    @Test
    void filesOfAnotherLengthAreNamed() throws Exception {
        for (String name : new String[] {SECOND, SECOND + ".idx"}) {
            Path file = folder.resolve(name);
            byte[] bytes = Files.readAllBytes(file);
            for (int length : new int[] {0, bytes.length - 1, bytes.length + 1}) {
                Files.write(file, Arrays.copyOf(bytes, length));
                assertSentence(
                        this::open,
                        file + ": " + length + " bytes long, the manifest says " + bytes.length
                                + "; copy it again or run prepare again");
            }
            Files.write(file, bytes);
        }
        assertThat(open().manifest()).isEqualTo(written);
    }

    private ShardFolder open() {
        return ShardFolder.open(folder.toString(), ShardExamples.CONFIGURATION);
    }

    private String manifestText() throws IOException {
        return Files.readString(folder.resolve("manifest.json"));
    }

    private void writeManifest(String json) throws IOException {
        Files.writeString(folder.resolve("manifest.json"), json);
        Files.deleteIfExists(folder.resolve("manifest.json.sha256"));
    }

    private static void assertSentence(ThrowingCallable call, String sentence) {
        assertThatThrownBy(call).isInstanceOf(InvalidInputException.class).hasMessage(sentence);
    }
}
