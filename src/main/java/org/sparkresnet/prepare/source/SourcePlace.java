package org.sparkresnet.prepare.source;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.storage.FileSystems;
import org.sparkresnet.storage.StorageFailure;

/**
 * Where a source lies.
 *
 * @param path means the same on every machine
 * @param files the file system of the path
 */
public record SourcePlace(Path path, FileSystem files) {

    /**
     * Looks at the source on the driver.
     *
     * @param source what {@code prepare.source} says
     * @param kind what it must be, for the message: "folder"
     * @throws InvalidInputException if nothing is there, or the file system fails
     */
    public static <T> T look(String source, String kind, Configuration configuration, Look<T> look) {
        try {
            Path path = FileSystems.absolute(source, configuration);
            return look.at(new SourcePlace(path, FileSystems.of(path, configuration)));
        } catch (FileNotFoundException e) {
            throw new InvalidInputException(source + ": no such " + kind + "; mend prepare.source", e);
        } catch (IllegalArgumentException | IOException e) {
            throw StorageFailure.refusal("prepare.source = " + source, e);
        }
    }

    /** Whether it is a file, not a folder. */
    public boolean isFile() throws IOException {
        return files.getFileStatus(path).isFile();
    }

    /** Names of the files and folders in this folder. */
    public SortedSet<String> names() throws IOException {
        SortedSet<String> names = new TreeSet<>();
        for (FileStatus status : files.listStatus(path)) {
            names.add(status.getPath().getName());
        }
        return names;
    }

    /**
     * The path of a file in this folder and its length in bytes.
     *
     * @throws FileNotFoundException if it is not there
     */
    public Sized sized(String name) throws IOException {
        Path file = new Path(path, name);
        return new Sized(file.toString(), files.getFileStatus(file).getLen());
    }

    /**
     * A file.
     *
     * @param path any Hadoop URI
     * @param length in bytes
     */
    public record Sized(String path, long length) {}

    /** What is to be learned of the source. */
    public interface Look<T> {
        /** Looks. */
        T at(SourcePlace place) throws IOException;
    }
}
