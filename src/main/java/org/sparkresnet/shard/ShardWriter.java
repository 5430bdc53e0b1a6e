package org.sparkresnet.shard;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkresnet.storage.FileSystems;
import org.tensorflow.hadoop.util.TFRecordWriter;

/**
 * Writes one shard and its index, under hidden names that {@link #finish} changes into the real ones. Several writers
 * may make the same shard at once (a retried or speculative task), as long as their attempts have different names and
 * their records are the same: whichever finishes first wins.
 */
public final class ShardWriter implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(ShardWriter.class);
    private static final int BUFFER_BYTES = 1 << 20;

    private final FileSystem files;
    private final Path folder;
    private final String fileName;
    private final String attempt;
    private final MessageDigest digest = Sha256.digest();
    private final StringBuilder index = new StringBuilder();
    private final DataOutputStream output;
    private final TFRecordWriter framing;
    private int records;
    private long bytes;
    private boolean finished;

    private ShardWriter(FileSystem files, Path folder, String fileName, String attempt) throws IOException {
        this.files = files;
        this.folder = folder;
        this.fileName = fileName;
        this.attempt = attempt;
        OutputStream file = files.create(hidden(fileName), true);
        output = new DataOutputStream(new BufferedOutputStream(new DigestOutputStream(file, digest), BUFFER_BYTES));
        framing = new TFRecordWriter(output);
    }

    /**
     * Begins a shard.
     *
     * @param folder any Hadoop URI
     * @param fileName of the shard within the folder, see {@link ShardEntry#fileName}
     * @param attempt a name that no other writer of this shard has
     * @throws IOException if the file system fails
     */
    public static ShardWriter create(String folder, String fileName, String attempt, Configuration configuration)
            throws IOException {
        Path path = new Path(folder);
        return new ShardWriter(FileSystems.of(path, configuration), path, fileName, attempt);
    }

    /**
     * Adds a record behind the others.
     *
     * @param className name of the record's label
     * @throws IOException if the file system fails
     */
    public void append(ShardRecord record, String className) throws IOException {
        byte[] payload = ExampleCodec.encode(record, className);
        framing.write(payload);
        long length = (long) payload.length + ShardFormat.FRAME_BYTES;
        index.append(ShardIndex.line(bytes, length));
        bytes += length;
        records++;
    }

    /**
     * Ends the shard and gives it and its index their names; the index gets its name first.
     *
     * @return what the manifest is to say of this shard
     * @throws IOException if the file system fails
     */
    public ShardEntry finish() throws IOException {
        output.close();
        byte[] lines = index.toString().getBytes(StandardCharsets.US_ASCII);
        String sha256 = Sha256.hex(digest.digest());
        ShardEntry entry = new ShardEntry(fileName, records, bytes, lines.length, sha256);
        FileSystems.write(files, hidden(entry.indexFile()), FileSystems.Content.of(lines));
        publish(entry.indexFile(), lines.length);
        publish(fileName, bytes);
        finished = true;
        return entry;
    }

    /** Ends the writing; an unfinished shard is deleted. */
    @Override
    public void close() throws IOException {
        if (!finished) {
            closeUnfinished();
            files.delete(hidden(fileName), false);
            files.delete(hidden(fileName + ShardFormat.INDEX_SUFFIX), false);
        }
    }

    /** After a failed write HDFS throws the very same exception again, which Java cannot add to itself. */
    private void closeUnfinished() {
        try {
            output.close();
        } catch (IOException e) {
            LOG.debug("{} ended badly, and is deleted", hidden(fileName), e);
        }
    }

    private Path hidden(String name) {
        return new Path(folder, "." + name + "." + attempt);
    }

    private void publish(String name, long length) throws IOException {
        Path target = new Path(folder, name);
        if (!rename(hidden(name), target)) {
            if (lengthOf(target) != length) {
                throw new IOException(hidden(name) + " cannot be renamed to " + target);
            }
            files.delete(hidden(name), false);
        }
    }

    /** Some file systems answer false, others throw, when the target is there. */
    private boolean rename(Path from, Path to) throws IOException {
        try {
            return files.rename(from, to);
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private long lengthOf(Path file) throws IOException {
        try {
            return files.getFileStatus(file).getLen();
        } catch (FileNotFoundException e) {
            return -1;
        }
    }
}
