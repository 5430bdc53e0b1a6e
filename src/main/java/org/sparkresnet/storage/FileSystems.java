package org.sparkresnet.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.net.UnknownHostException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/** How this program reaches files. */
public final class FileSystems {
    private FileSystems() {}

    /**
     * The file system of a path; local paths without Hadoop's {@code .crc} files.
     *
     * <p>With these a local file can neither be appended to, nor flushed to its readers, nor forced to the disk, nor
     * copied by other tools without leaving its checksum behind. All that must not be damaged silently, shards,
     * manifests and checkpoints, carries checksums of its own.
     *
     * @throws IOException if no file system answers to that name; {@link StorageFailure} has the words for it
     * @throws IllegalArgumentException if it is no path
     */
    public static FileSystem of(Path path, Configuration configuration) throws IOException {
        FileSystem found = find(path, configuration);
        if (!(found instanceof LocalFileSystem)) {
            return found;
        }
        LocalDisk disk = new LocalDisk();
        disk.initialize(found.getUri(), configuration);
        return disk;
    }

    /** Hadoop answers a host or a jar that is missing with exceptions that speak of a defect. */
    private static FileSystem find(Path path, Configuration configuration) throws IOException {
        try {
            return path.getFileSystem(configuration);
        } catch (RuntimeException e) {
            if (e.getCause() instanceof UnknownHostException host) {
                throw host;
            }
            if (e.getCause() instanceof ClassNotFoundException missing) {
                throw new UnsupportedFileSystemException(path + ": " + missing.getMessage());
            }
            throw e;
        }
    }

    /**
     * A path that means the same on every machine: relative ones begin at the working folder of this process, and
     * executors have others.
     *
     * @throws IOException if no file system answers to that name
     * @throws IllegalArgumentException if it is no path
     */
    public static Path absolute(String location, Configuration configuration) throws IOException {
        Path path = new Path(location);
        return path.isAbsolute() ? path : of(path, configuration).makeQualified(path);
    }

    /**
     * Writes a whole file, in place of an older one, and forces it to the disk where the file system can do that.
     *
     * @return what the content answers
     * @throws org.sparkresnet.config.InvalidInputException if the disk is full, or another trouble is the person's to end;
     *     what was written so far stays
     */
    public static <T> T write(FileSystem files, Path file, Content<T> content) throws IOException {
        try {
            return put(files, file, content);
        } catch (IOException e) {
            StorageFailure.refuseIfClear(file, e);
            throw e;
        }
    }

    /** The same, for a file whose name means nothing to a person. */
    static <T> T put(FileSystem files, Path file, Content<T> content) throws IOException {
        FSDataOutputStream out = files.create(file, true);
        T answer;
        try {
            answer = content.writeTo(out);
            if (out.hasCapability(StreamCapabilities.HSYNC)) {
                out.hsync();
            }
        } catch (IOException | RuntimeException e) {
            closeAfter(e, out);
            throw e;
        }
        out.close();
        return answer;
    }

    /**
     * What is to stand in a file.
     *
     * @param <T> what is to be known of it when it is written, such as a checksum
     */
    @FunctionalInterface
    public interface Content<T> {
        /** Writes it; does not close the stream. */
        T writeTo(OutputStream out) throws IOException;

        /** These bytes; answers their number. */
        static Content<Integer> of(byte[] bytes) {
            return out -> {
                out.write(bytes);
                return bytes.length;
            };
        }
    }

    /** A stream of HDFS throws again, when it is closed, the very exception of the write that failed. */
    private static void closeAfter(Exception failure, FSDataOutputStream out) {
        try {
            out.close();
        } catch (IOException e) {
            if (e != failure) {
                failure.addSuppressed(e);
            }
        }
    }
}
