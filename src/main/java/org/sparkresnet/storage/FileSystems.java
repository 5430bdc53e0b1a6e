package org.sparkresnet.storage;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

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
     * @throws IOException if no file system answers to that name
     */
    public static FileSystem of(Path path, Configuration configuration) throws IOException {
        FileSystem found = path.getFileSystem(configuration);
        return found instanceof LocalFileSystem local ? local.getRawFileSystem() : found;
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
}
