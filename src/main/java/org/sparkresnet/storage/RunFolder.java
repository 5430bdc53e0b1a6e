package org.sparkresnet.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.security.AccessControlException;
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
    public static RunFolder open(String folder, Configuration configuration) {
        try {
            Path given = new Path(folder);
            FileSystem files = FileSystems.of(given, configuration);
            return new RunFolder(files, files.makeQualified(given));
        } catch (IllegalArgumentException | IOException e) {
            throw StorageFailure.refusal(folder, e);
        }
    }

    /**
     * Looks at the place without changing it.
     *
     * @throws InvalidInputException if it cannot be looked at, or if a file is where the folder or its parents should be
     */
    public void requireUsable() {
        try {
            requireNoFile(path);
        } catch (IOException e) {
            throw StorageFailure.refusal(path, e);
        }
    }

    /**
     * Makes the folder and its parents.
     *
     * @throws InvalidInputException if that cannot be done: something else has that name, or permission is missing
     */
    public void make() {
        try {
            if (!fileSystem.mkdirs(path)) {
                throw new AccessControlException("no folder can be made there");
            }
        } catch (IOException e) {
            throw StorageFailure.refusal(path, e);
        }
    }

    /**
     * Whether the folder is there.
     *
     * @throws InvalidInputException if that cannot be told
     */
    public boolean exists() {
        return exists(path);
    }

    /**
     * Whether a file lies in the folder.
     *
     * @throws InvalidInputException if that cannot be told
     */
    public boolean holds(String name) {
        return exists(resolve(name));
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

    /**
     * What lies directly in {@code name}; nothing if there is no such folder.
     *
     * @throws InvalidInputException if it cannot be looked at
     */
    public FileStatus[] list(String name) {
        Path folder = resolve(name);
        try {
            return fileSystem.listStatus(folder);
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        } catch (IOException e) {
            throw StorageFailure.refusal(folder, e);
        }
    }

    /**
     * Writes a whole small file so that a reader sees the old or the new content, never a part: written aside, forced to
     * the disk, renamed. Only where a file system cannot rename over a file is the old one deleted first.
     *
     * @throws InvalidInputException if the disk is full, or another trouble is the person's to end
     */
    public void replace(String name, byte[] content) throws IOException {
        Path place = resolve(name);
        Path aside = new Path(place.getParent(), "." + place.getName() + ".writing");
        try {
            FileSystems.put(fileSystem, aside, FileSystems.Content.of(content));
            moveOver(aside, place);
        } catch (IOException | RuntimeException e) {
            removeAfter(e, aside);
            StorageFailure.refuseIfClear(place, e);
            throw e;
        }
    }

    /**
     * Writes a file, forced to the disk where the file system can do that.
     *
     * @throws InvalidInputException if the disk is full, or another trouble is the person's to end
     */
    public void write(Path file, byte[] content) throws IOException {
        FileSystems.write(fileSystem, file, FileSystems.Content.of(content));
    }

    /**
     * Ends the writing of files directly in {@code name} that a killed process left open.
     *
     * <p>HDFS shows the length of such a file only when it is closed, which its name node would do after 20 minutes. It
     * is asked to do it now, and does it within seconds; nobody waits for that.
     */
    public void closeAbandoned(String name) throws IOException {
        if (fileSystem instanceof DistributedFileSystem hdfs) {
            for (FileStatus file : list(name)) {
                if (file.isFile() && !hdfs.isFileClosed(file.getPath())) {
                    hdfs.recoverLease(file.getPath());
                }
            }
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

    private boolean exists(Path place) {
        try {
            return fileSystem.exists(place);
        } catch (IOException e) {
            throw StorageFailure.refusal(path, e);
        }
    }

    /** The place, or its nearest parent that exists, must be a folder. */
    private void requireNoFile(Path place) throws IOException {
        try {
            if (fileSystem.getFileStatus(place).isFile()) {
                throw new FileAlreadyExistsException(place + " is a file");
            }
        } catch (FileNotFoundException e) {
            if (!place.isRoot()) {
                requireNoFile(place.getParent());
            }
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
