package org.sparkresnet.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.sparkresnet.config.InvalidInputException;

/**
 * The output folder of a run, on any Hadoop file system: where small files are replaced as a whole or not at all.
 */
public final class RunFolder {
    private final FileSystem fileSystem;
    private final Path path;

    private RunFolder(FileSystem fileSystem, Path path) {
        this.fileSystem = fileSystem;
        this.path = path;
    }

    /**
     * Names a folder, which need not exist.
     *
     * @param folder a local path or a Hadoop URI; without a scheme it lies on the default file system
     * @throws InvalidInputException if no file system answers to that name
     */
    public static RunFolder open(String folder, Configuration configuration) throws IOException {
        try {
            Path given = new Path(folder);
            FileSystem files = FileSystems.of(given, configuration);
            return new RunFolder(files, files.makeQualified(given));
        } catch (IllegalArgumentException | UnsupportedFileSystemException e) {
            throw new InvalidInputException(
                    folder + ": no usable folder (" + e.getMessage()
                            + "); give a local path or a Hadoop URI such as hdfs://host/runs/first",
                    e);
        }
    }

    /**
     * Makes the folder and its parents.
     *
     * @throws InvalidInputException if that cannot be done: something else has that name, or permission is missing
     */
    public void make() {
        String reason = "permission is missing, or a file has that name";
        try {
            if (fileSystem.mkdirs(path)) {
                return;
            }
        } catch (IOException e) {
            reason = e.getMessage();
        }
        throw new InvalidInputException(path + ": cannot be made (" + reason + "); choose another folder");
    }

    /** Whether the folder is there. */
    public boolean exists() throws IOException {
        return fileSystem.exists(path);
    }

    /** The file system that holds the folder. */
    public FileSystem fileSystem() {
        return fileSystem;
    }

    /** The folder, with scheme and host. */
    public Path path() {
        return path;
    }

    /** The path of a file or folder in it; {@code name} may have several parts. */
    public Path resolve(String name) {
        return new Path(path, name);
    }

    /** What lies directly in {@code name}; nothing if there is no such folder. */
    public FileStatus[] list(String name) throws IOException {
        try {
            return fileSystem.listStatus(resolve(name));
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        }
    }

    /**
     * Writes a whole small file so that a reader sees the old or the new content, never a part: written aside, forced to
     * the disk, renamed. Only where a file system cannot rename over a file is the old one deleted first.
     */
    public void replace(String name, byte[] content) throws IOException {
        Path place = resolve(name);
        Path aside = new Path(place.getParent(), "." + place.getName() + ".writing");
        try {
            write(aside, content);
            moveOver(aside, place);
        } catch (IOException | RuntimeException e) {
            removeAfter(e, aside);
            throw e;
        }
    }

    /** Writes a file, forced to the disk where the file system can do that. */
    public void write(Path file, byte[] content) throws IOException {
        try (FSDataOutputStream out = fileSystem.create(file, true)) {
            out.write(content);
            sync(out);
        }
    }

    /** Gives a file or folder a name that nothing has yet. */
    public void rename(Path from, Path to) throws IOException {
        if (!fileSystem.rename(from, to)) {
            throw new IOException(from + " could not be renamed to " + to);
        }
    }

    /** Cleans up after a failure, which stays the one that is reported. */
    public void removeAfter(Exception failure, Path what) {
        try {
            fileSystem.delete(what, true);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Forces what was written to the disks, where the stream can do that. */
    public static void sync(FSDataOutputStream out) throws IOException {
        if (out.hasCapability(StreamCapabilities.HSYNC)) {
            out.hsync();
        }
    }

    private void moveOver(Path from, Path to) throws IOException {
        if ("file".equals(fileSystem.getUri().getScheme())) {
            rename(from, to); // POSIX: replaces a file in one move
            return;
        }
        try {
            FileContext.getFileContext(fileSystem.getUri(), fileSystem.getConf())
                    .rename(from, to, Options.Rename.OVERWRITE);
        } catch (UnsupportedFileSystemException e) {
            fileSystem.delete(to, false);
            rename(from, to);
        }
    }
}
