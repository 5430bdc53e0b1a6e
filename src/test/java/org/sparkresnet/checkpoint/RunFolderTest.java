package org.sparkresnet.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.StreamCapabilities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.storage.RunFolder;

class RunFolderTest {
    @TempDir
    private Path output;

    @Test
    void fileIsReplacedAsAWholeOnEveryFileSystem() throws IOException {
        RunFolder local = RunFolder.open(output.toString(), new Configuration(false));
        RunFolder stubborn = RunFolder.open(StubbornFileSystem.uri(output), StubbornFileSystem.configuration());
        for (RunFolder folder : new RunFolder[] {local, stubborn, local, stubborn}) {
            String content = "by " + folder.path();
            folder.replace("deep/file.txt", content.getBytes(UTF_8));
            assertThat(output.resolve("deep/file.txt")).hasContent(content);
        }
        assertThat(output.resolve("deep")).isDirectoryNotContaining(file -> !file.endsWith("file.txt"));
    }

    @Test
    void fullDiskKeepsTheOldContent() throws IOException {
        Configuration configuration = StubbornFileSystem.configuration();
        configuration.setLong(StubbornFileSystem.CAPACITY, 3);
        RunFolder folder = RunFolder.open(StubbornFileSystem.uri(output), configuration);
        folder.replace("file.txt", "old".getBytes(UTF_8));
        assertThatThrownBy(() -> folder.replace("file.txt", "newer".getBytes(UTF_8)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/file.txt: there is no space left (No space left on device); make space");
        assertThat(output.resolve("file.txt")).hasContent("old");
        assertThat(output).isDirectoryNotContaining(file -> !file.endsWith("file.txt"));
    }

    @Test
    void localFilesCanBeForcedToTheDiskAndHaveNoChecksumFiles() throws IOException {
        RunFolder folder = RunFolder.open(output.toString(), new Configuration(false));
        try (FSDataOutputStream out = folder.fileSystem().create(folder.resolve("x"))) {
            assertThat(out.hasCapability(StreamCapabilities.HSYNC)).isTrue();
            out.write(7);
            out.hsync();
            assertThat(output.resolve("x")).hasSize(1);
        }
        assertThat(output).isDirectoryNotContaining(file -> !file.endsWith("x"));
    }

    @Test
    void folderThatCannotBeMadeIsThePersonsMistake() throws IOException {
        Files.writeString(output.resolve("file"), "in the way");
        assertThatThrownBy(() -> RunFolder.open(output + "/file/run", new Configuration(false))
                        .make())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("file/run: a file is in the way (")
                .hasMessageEndingWith("; choose another place, or delete the file");
        RunFolder.open(output + "/deep/run", new Configuration(false)).make();
        assertThat(output.resolve("deep/run")).isDirectory();
    }
}
