package org.sparkresnet.shard;

import java.io.Closeable;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.storage.FileSystems;
import org.sparkresnet.storage.StorageFailure;

/** Reads ranges of records of one shard. For one thread. */
public final class ShardReader implements Closeable {
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
     * Where record {@code number}, in [0, records], begins: for {@code records} the end of the shard, in bytes.
     *
     * @throws IOException if the index cannot be read
     * @throws InvalidInputException if the index does not fit
     */
    public long offset(int number) throws IOException {
        if (index == null) {
            index = readIndex();
        }
        return index.offset(number);
    }

    /**
     * Reads bytes [offset, offset + length) of the shard with one call; they need not begin or end with a record.
     *
     * @param target receives them from its beginning on
     * @throws IOException if the file system fails
     * @throws InvalidInputException if the shard ends before them, or its file system says that they are damaged
     */
    public void read(long offset, byte[] target, int length) throws IOException {
        try {
            input.seek(offset);
            input.readFully(target, 0, length);
        } catch (EOFException e) {
            throw new InvalidInputException(
                    path + ": ends at byte " + files.getFileStatus(path).getLen() + ", within "
                            + recordsIn(offset, length) + " at offset " + offset + ", expected " + entry.bytes()
                            + " bytes; copy the shard again or run prepare again",
                    e);
        } catch (IOException e) {
            if (StorageFailure.of(e) == StorageFailure.DAMAGED) {
                throw new InvalidInputException(
                        path + ": one of the " + recordsIn(offset, length) + " at offset " + offset + " is damaged ("
                                + e.getMessage() + "); copy the shard again or run prepare again",
                        e);
            }
            StorageFailure.refuseIfClear(path, e);
            throw e;
        }
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
        for (int number = from; number < to; number++) {
            byte[] framed = new byte[(int) (offset(number + 1) - offset(number))];
            read(offset(number), framed, framed.length);
            records.add(new FramedRecord(where(path.toString(), number, offset(number)), framed).open());
        }
        return records;
    }

    /** What a {@link FramedRecord} says of its place. */
    public static String where(String path, int number, long offset) {
        return path + ": record " + number + " at offset " + offset;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    private String recordsIn(long offset, int length) throws IOException {
        offset(0);
        return "records " + index.recordAt(offset) + " to " + index.recordAt(offset + length - 1);
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
