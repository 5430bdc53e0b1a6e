package org.sparkresnet.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.UnknownHostException;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkresnet.config.InvalidInputException;

class FileSystemsTest {
    private static final int MORE_THAN_ANY_BUFFER = 1 << 20;

    @TempDir
    private java.nio.file.Path folder;

    @Test
    void fullLocalDiskIsAnException() throws IOException {
        Path full = new Path("/dev/full");
        FSDataOutputStream out = disk().create(full, true);
        assertThatThrownBy(() -> out.write(new byte[MORE_THAN_ANY_BUFFER]))
                .isInstanceOf(IOException.class)
                .hasMessage("No space left on device");
        assertThatThrownBy(
                        () -> FileSystems.write(disk(), full, FileSystems.Content.of(new byte[MORE_THAN_ANY_BUFFER])))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("/dev/full: there is no space left (No space left on device); make space");
    }

    @Test
    void unreadableSectorOfALocalDiskIsAnException() throws IOException {
        // No page is ever mapped at address 0: reading there is an input/output error.
        try (InputStream in = disk().open(new Path("/proc/self/mem"))) {
            assertThatThrownBy(in::read).isInstanceOf(IOException.class).hasMessage("Input/output error");
            assertThatThrownBy(() -> in.read(new byte[10]))
                    .isInstanceOf(IOException.class)
                    .hasMessage("Input/output error");
        }
    }

    @Test
    void localFileIsWrittenAppendedFlushedAndReadFromAnyPlace() throws IOException {
        Path file = new Path(folder.resolve("x").toString());
        assertThat(FileSystems.write(disk(), file, FileSystems.Content.of("0123456789".getBytes(UTF_8))))
                .isEqualTo(10);
        try (FSDataOutputStream out = disk().append(file)) {
            out.write('a');
            out.flush();
            assertThat(folder.resolve("x")).hasContent("0123456789a");
        }
        try (FSDataInputStream in = disk().open(file)) {
            in.seek(9);
            assertThat((char) in.read()).isEqualTo('9');
            assertThat(in.getPos()).isEqualTo(10);
            byte[] bytes = new byte[4];
            in.readFully(2, bytes);
            assertThat(bytes).asString(UTF_8).isEqualTo("2345");
            assertThat(in.available()).isEqualTo(1);
        }
        assertThat(folder).isDirectoryNotContaining(other -> !other.endsWith("x"));
    }

    @Test
    void hostWithoutAddressAndJarThatIsMissingAreExceptionsOfTheirKind() {
        Configuration configuration = new Configuration();
        assertThatThrownBy(() -> FileSystems.of(new Path("hdfs://no-such-host.invalid:8020/x"), configuration))
                .isInstanceOf(UnknownHostException.class);
        assertThatThrownBy(() -> FileSystems.of(new Path("s3a://bucket/x"), configuration))
                .isInstanceOf(UnsupportedFileSystemException.class)
                .hasMessageContaining("S3AFileSystem");
        assertThatThrownBy(() -> FileSystems.of(new Path("s4://bucket/x"), configuration))
                .isInstanceOf(UnsupportedFileSystemException.class);
    }

    @Test
    void whatIsWrittenReplacesTheOldFileAndFailuresKeepTheirName() throws IOException {
        Path file = new Path(folder.resolve("y").toString());
        Files.writeString(folder.resolve("y"), "a longer old content");
        FileSystems.write(disk(), file, FileSystems.Content.of("new".getBytes(UTF_8)));
        assertThat(folder.resolve("y")).hasContent("new");
        IOException broken = new IOException("Broken pipe");
        assertThatThrownBy(() -> FileSystems.write(disk(), file, out -> {
                    throw broken;
                }))
                .isSameAs(broken);
    }

    private static FileSystem disk() throws IOException {
        return FileSystems.of(new Path("file:///"), new Configuration());
    }
}
