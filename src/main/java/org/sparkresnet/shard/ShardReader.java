package org.sparkresnet.shard;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.storage.FileSystems;
import org.sparkresnet.storage.StorageFailure;
import org.tensorflow.hadoop.util.TFRecordReader;

/** Reads ranges of records of one shard. For one thread. */
public final class ShardReader implements Closeable {
    /** A piece ends with the record that brings it to this size. HDFS wants pieces of 1 MB or more. */
    private static final int PIECE_BYTES = 4 << 20;

    private final Path path;
    private final ShardEntry entry;
    private final FileSystem files;
    private final FSDataInputStream input;
    private ShardIndex index;

    private ShardReader(Path path, ShardEntry entry, FileSystem files, FSDataInputStream input) {
        this.path = path;
        this.entry = entry;
        this.files = files;
        this.input = input;
    }

    /**
     * Opens a shard; its index is read with the first record.
     *
     * @param path of the shard, any Hadoop URI
     * @param entry what the manifest says of it
     * @throws IOException if the file system fails
     * @throws InvalidInputException if there is no such file
     */
    public static ShardReader open(String path, ShardEntry entry, Configuration configuration) throws IOException {
        Path file = new Path(path);
        FileSystem files = FileSystems.of(file, configuration);
        return new ShardReader(file, entry, files, open(files, file));
    }

    /**
     * The records [from, to), 0 &lt;= from &lt;= to &lt;= number of records, by one pass over their bytes. Both
     * checksums of every record are verified.
     *
     * @throws IOException if the file system fails
     * @throws InvalidInputException if the index does not fit or a record is damaged; names file, record and offset
     */
    public List<ShardRecord> read(int from, int to) throws IOException {
        if (from < 0 || from > to || to > entry.records()) {
            throw new IllegalArgumentException("records " + from + " to " + to + " of " + entry.records());
        }
        List<ShardRecord> records = new ArrayList<>(to - from);
        int next = from;
        while (next < to) {
            int end = endOfPiece(next, to);
            byte[] piece = readPiece(next, end);
            for (int number = next; number < end; number++) {
                records.add(decode(number, piece, (int) (index.offset(number) - index.offset(next))));
            }
            next = end;
        }
        return records;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    private int endOfPiece(int from, int to) throws IOException {
        if (index == null) {
            index = readIndex();
        }
        int end = from + 1;
        while (end < to && index.offset(end) - index.offset(from) < PIECE_BYTES && index.length(end) <= PIECE_BYTES) {
            end++;
        }
        return end;
    }

    private byte[] readPiece(int from, int to) throws IOException {
        long start = index.offset(from);
        byte[] piece = new byte[(int) (index.offset(to) - start)];
        try {
            input.seek(start);
            input.readFully(piece);
            return piece;
        } catch (EOFException e) {
            throw new InvalidInputException(
                    path + ": ends at byte " + files.getFileStatus(path).getLen() + ", within records " + from + " to "
                            + (to - 1) + " at offset " + start + ", expected " + entry.bytes()
                            + " bytes; copy the shard again or run prepare again",
                    e);
        } catch (IOException e) {
            if (StorageFailure.of(e) == StorageFailure.DAMAGED) {
                throw damaged("one of the records " + from + " to " + (to - 1), start, e);
            }
            StorageFailure.refuseIfClear(path, e);
            throw e;
        }
    }

    private ShardRecord decode(int number, byte[] piece, int start) {
        try {
            int length = index.length(number);
            long payload = ByteBuffer.wrap(piece).order(ByteOrder.LITTLE_ENDIAN).getLong(start);
            if (payload != length - ShardFormat.FRAME_BYTES) {
                throw new IOException(
                        "its length is " + payload + ", its index says " + (length - ShardFormat.FRAME_BYTES));
            }
            ByteArrayInputStream framed = new ByteArrayInputStream(piece, start, length);
            return ExampleCodec.decode(new TFRecordReader(framed, true).read());
        } catch (IOException e) {
            throw damaged("record " + number, index.offset(number), e);
        }
    }

    private InvalidInputException damaged(String which, long offset, IOException cause) {
        return new InvalidInputException(
                path + ": " + which + " at offset " + offset + " is damaged (" + cause.getMessage()
                        + "); copy the shard again or run prepare again",
                cause);
    }

    private ShardIndex readIndex() throws IOException {
        Path file = new Path(path.getParent(), path.getName() + ShardFormat.INDEX_SUFFIX);
        try (FSDataInputStream text = open(files, file)) {
            return ShardIndex.parse(file.toString(), text.readAllBytes(), entry);
        } catch (IOException e) {
            StorageFailure.refuseIfClear(file, e);
            throw e;
        }
    }

    private static FSDataInputStream open(FileSystem files, Path file) throws IOException {
        try {
            return files.open(file);
        } catch (FileNotFoundException e) {
            throw new InvalidInputException(file + ": missing; copy it again or run prepare again", e);
        } catch (IOException e) {
            StorageFailure.refuseIfClear(file, e);
            throw e;
        }
    }
}
