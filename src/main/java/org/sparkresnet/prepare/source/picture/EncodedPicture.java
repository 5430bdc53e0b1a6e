package org.sparkresnet.prepare.source.picture;

import java.io.IOException;
import java.io.Serializable;
import org.sparkresnet.prepare.source.SourceFiles;

/**
 * What ought to be a picture in a format of files, and has a label: a file, a part of one, a row of a table. It is read
 * twice, to be decoded while the source is checked and to be written, so it tells where its bytes are or carries them.
 */
public interface EncodedPicture extends Serializable {
    /** Most bytes of a picture that is read: no camera makes larger ones, and a record must fit into an array. */
    long MOST_BYTES = 1L << 28;

    /** Name of the record: tells it from all others of its split. */
    String name();

    /** Index of the class, counted from 0. */
    int label();

    /** Number of bytes. */
    long length();

    /**
     * The bytes as they are, if they are at most {@link #MOST_BYTES}.
     *
     * @param files of the task that reads
     * @throws org.sparkresnet.config.InvalidInputException if they are not what was listed, or may not be read
     */
    byte[] bytes(SourceFiles files) throws IOException;
}
