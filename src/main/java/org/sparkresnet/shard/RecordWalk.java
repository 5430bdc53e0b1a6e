package org.sparkresnet.shard;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.storage.FileSystems;
import org.sparkresnet.storage.StorageFailure;
import org.tensorflow.hadoop.util.TFRecordReader;

/**
 * The records of a TFRecord file, whoever made it, one after another from its first byte to its last; needs no index.
 * Both checksums of every record are verified. For one thread.
 */
public final class RecordWalk implements Closeable {
    /** HDFS wants to be read in pieces of 1 MB or more. */
    private static final int BUFFER_BYTES = 1 << 20;

    private final Path path;
    private final long length;
    private final String remedy;
    private final MessageDigest digest = Sha256.digest();
    private final InputStream input;
    private final TFRecordReader framing;
    private int number = -1;
    private long start;
    private long end;
    private byte[] payload = {};

    private RecordWalk(Path path, long length, String remedy, InputStream file) {
        this.path = path;
        this.length = length;
        this.remedy = remedy;
        this.input = new DigestInputStream(new BufferedInputStream(file, BUFFER_BYTES), digest);
        this.framing = new TFRecordReader(input, true);
    }

    /**
     * Opens a file.
     *
     * @param file any Hadoop URI
     * @param remedy what the person is to do about a damaged file
     * @throws InvalidInputException if there is no such file, or the person can end another trouble
     * @throws IOException if the file system fails
     */
    public static RecordWalk open(String file, String remedy, Configuration configuration) throws IOException {
        Path path = new Path(file);
        try {
            long length =
                    FileSystems.of(path, configuration).getFileStatus(path).getLen();
            return new RecordWalk(
                    path, length, remedy, FileSystems.of(path, configuration).open(path));
        } catch (FileNotFoundException e) {
            throw new InvalidInputException(path + ": missing; " + remedy, e);
        } catch (IOException e) {
            StorageFailure.refuseIfClear(path, e);
            throw e;
        }
    }

    /**
     * Goes on to the next record, if there is one.
     *
     * @return whether there is
     * @throws InvalidInputException if it is damaged or cut short; names file, record and offset
     * @throws IOException if the file system fails
     */
    public boolean next() throws IOException {
        start = end;
        if (start == length) {
            return false;
        }
        number++;
        payload = read();
        end = start + payload.length + ShardFormat.FRAME_BYTES;
        return true;
    }

    /** Number of the current record, counted from 0; -1 before the first. */
    public int number() {
        return number;
    }

    /** Where the current record begins, its framing included, in bytes. */
    public long start() {
        return start;
    }

    /** Where the payload of the current record begins, in bytes. */
    public long payloadStart() {
        return start + ShardFormat.LENGTH_BYTES + ShardFormat.CHECKSUM_BYTES;
    }

    /** The current record without its framing; not copied. */
    public byte[] payload() {
        return payload;
    }

    /** Length of the file in bytes. */
    long length() {
        return length;
    }

    /** SHA-256 of what has been walked over; to be asked once, at the end. */
    String sha256() {
        return Sha256.hex(digest.digest());
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    private byte[] read() throws IOException {
        try {
            byte[] record = framing.read();
            if (record == null) {
                throw new EOFException("the file ends within its length");
            }
            return record;
        } catch (EOFException e) {
            throw damaged("the file ends within it, at byte " + length, e);
        } catch (IOException e) {
            StorageFailure.refuseIfClear(path, e);
            throw damaged(e.getMessage(), e);
        }
    }

    /**
     * The sentence about the current record, when its framing is sound and its content is not what it should be.
     *
     * @param what is wrong with it
     * @param advice what the person is to do
     */
    public InvalidInputException fault(String what, String advice) {
        return new InvalidInputException(
                path + ": record " + number + " at offset " + start + " has " + what + "; " + advice);
    }

    /** The sentence about a record that cannot be read. */
    InvalidInputException damaged(String what, Exception cause) {
        return new InvalidInputException(
                path + ": record " + number + " at offset " + start + " is damaged (" + what + "); " + remedy, cause);
    }
}
