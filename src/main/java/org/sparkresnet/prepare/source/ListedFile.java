package org.sparkresnet.prepare.source;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.storage.FileSystems;
import org.sparkresnet.storage.StorageFailure;

/**
 * A file that ought to be a picture.
 *
 * @param split path of the folder of the split, any Hadoop URI
 * @param name of the record: path of the file below that folder
 * @param label index of the class, counted from 0
 * @param length in bytes, when the folder was listed
 */
record ListedFile(String split, String name, int label, long length) implements Serializable {

    /** Most bytes of a file that is read: no camera makes larger ones, and a record must fit into an array. */
    static final long MOST_BYTES = 1L << 28;

    /**
     * The whole file, at most {@link #MOST_BYTES}.
     *
     * @throws InvalidInputException if it is not as it was listed, or may not be read
     */
    byte[] bytes(Configuration configuration) throws IOException {
        Path path = new Path(split + "/" + name);
        try (FSDataInputStream input = FileSystems.of(path, configuration).open(path)) {
            byte[] bytes = new byte[Math.toIntExact(length)];
            input.readFully(bytes);
            if (input.read() >= 0) {
                throw new EOFException("longer than " + length + " bytes");
            }
            return bytes;
        } catch (EOFException | FileNotFoundException e) {
            throw new InvalidInputException(
                    path + ": has changed since prepare listed it; run prepare again when nothing writes there", e);
        } catch (IOException e) {
            StorageFailure.refuseIfClear(path, e);
            throw e;
        }
    }
}
