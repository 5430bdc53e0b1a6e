package org.sparkresnet.metrics;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.sparkresnet.storage.RunFolder;
import org.sparkresnet.storage.StorageFailure;

/** A text file that grows by whole lines while others read it. */
sealed interface LineFile extends Closeable {
    /** Adds one line, without its end. */
    void add(String line) throws IOException;

    /** Shows all lines to readers, even if that is expensive. */
    void show() throws IOException;

    /** Begins a file with {@code lines} in place of whatever was there. */
    static LineFile open(RunFolder folder, String name, List<String> lines) throws IOException {
        folder.replace(name, bytes(lines));
        Path path = folder.resolve(name);
        try {
            return folder.fileSystem().hasPathCapability(path, CommonPathCapabilities.FS_APPEND)
                    ? new Appended(path, folder.fileSystem().append(path))
                    : new Rewritten(folder, name, lines);
        } catch (IOException e) {
            StorageFailure.refuseIfClear(path, e);
            throw e;
        }
    }

    private static byte[] bytes(List<String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Makes what was written visible to readers, where the stream can do that. */
    static void flush(FSDataOutputStream out) throws IOException {
        if (out.hasCapability(StreamCapabilities.HSYNC)) { // which includes hflush
            out.hflush();
        } else {
            out.flush();
        }
    }

    /**
     * A stream of HDFS throws, when it is closed, the very exception of the write that failed; Java cannot add that to
     * itself.
     */
    static IOException notClosed(Path path, IOException failure) {
        return new IOException(path + " could not be closed: " + failure.getMessage(), failure);
    }

    /** Each line is visible as soon as it is added. */
    record Appended(Path path, FSDataOutputStream out) implements LineFile {
        @Override
        public void add(String line) throws IOException {
            try {
                out.write(bytes(List.of(line)));
                flush(out);
            } catch (IOException e) {
                StorageFailure.refuseIfClear(path, e);
                throw e;
            }
        }

        @Override
        public void show() {
            // Every line has been shown when it was added.
        }

        @Override
        public void close() throws IOException {
            try {
                out.close();
            } catch (IOException e) {
                StorageFailure.refuseIfClear(path, e);
                throw notClosed(path, e);
            }
        }
    }

    /** For object stores: lines stay in memory and the whole file is written again. */
    final class Rewritten implements LineFile {
        private final RunFolder folder;
        private final String name;
        private final List<String> lines;

        Rewritten(RunFolder folder, String name, List<String> lines) {
            this.folder = folder;
            this.name = name;
            this.lines = new ArrayList<>(lines);
        }

        @Override
        public void add(String line) {
            lines.add(line);
        }

        @Override
        public void show() throws IOException {
            folder.replace(name, bytes(lines));
        }

        @Override
        public void close() throws IOException {
            show();
        }
    }
}
