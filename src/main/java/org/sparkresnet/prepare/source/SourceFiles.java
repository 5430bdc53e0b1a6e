package org.sparkresnet.prepare.source;

import java.io.Closeable;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.storage.FileSystems;
import org.sparkresnet.storage.StorageFailure;

/**
 * The files of a source that one Spark task reads. Those of which parts are read stay open, the last few at least, so
 * that thousands of pictures in one archive are not thousands of questions to a name node.
 */
public final class SourceFiles implements Closeable {
    private static final int MOST_OPEN = 8;
    /** Up to so many bytes ahead it is cheaper to read on than to begin anew. */
    private static final int NEAR_BYTES = 1 << 20;

    private final Configuration configuration;
    /** By path, the one that was used last at the end. */
    private final Map<String, FSDataInputStream> open = new LinkedHashMap<>(MOST_OPEN, 0.75f, true);

    /** The caller closes it. */
    public SourceFiles(Configuration configuration) {
        this.configuration = configuration;
    }

    /** For the Spark task that calls, whose end closes it. */
    public static SourceFiles ofTask(Configuration configuration) {
        SourceFiles files = new SourceFiles(configuration);
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> files.closeUnchecked());
        return files;
    }

    /**
     * A whole file.
     *
     * @param length that it had when it was listed
     * @throws InvalidInputException if it has another one now, or may not be read
     */
    public byte[] whole(String file, int length) throws IOException {
        Path path = new Path(file);
        return explained(path, () -> {
            try (FSDataInputStream input = FileSystems.of(path, configuration).open(path)) {
                byte[] bytes = new byte[length];
                input.readFully(bytes);
                if (input.read() >= 0) {
                    throw new EOFException("longer than " + length + " bytes");
                }
                return bytes;
            }
        });
    }

    /**
     * The bytes {@code [offset, offset + length)} of a file.
     *
     * @throws InvalidInputException if it is shorter, or may not be read
     */
    public byte[] part(String file, long offset, int length) throws IOException {
        Path path = new Path(file);
        return explained(path, () -> {
            FSDataInputStream input = opened(path);
            byte[] bytes = new byte[length];
            long ahead = offset - input.getPos();
            if (ahead >= 0 && ahead <= NEAR_BYTES) {
                input.seek(offset);
                input.readFully(bytes);
            } else {
                input.readFully(offset, bytes);
            }
            return bytes;
        });
    }

    /**
     * The bytes {@code [offset, offset + length)} of a file whose neighbors nobody wants: costs one request, and leaves no
     * stream behind that reads ahead.
     *
     * @throws InvalidInputException if it is shorter, or may not be read
     */
    public byte[] spot(String file, long offset, int length) throws IOException {
        Path path = new Path(file);
        return explained(path, () -> {
            byte[] bytes = new byte[length];
            opened(path).readFully(offset, bytes);
            return bytes;
        });
    }

    @Override
    public void close() throws IOException {
        for (FSDataInputStream input : open.values()) {
            input.close();
        }
        open.clear();
    }

    private FSDataInputStream opened(Path path) throws IOException {
        FSDataInputStream known = open.get(path.toString());
        if (known != null) {
            return known;
        }
        if (open.size() == MOST_OPEN) {
            String oldest = open.keySet().iterator().next();
            open.remove(oldest).close();
        }
        FSDataInputStream input = FileSystems.of(path, configuration).open(path);
        open.put(path.toString(), input);
        return input;
    }

    private static byte[] explained(Path path, Reading reading) throws IOException {
        try {
            return reading.read();
        } catch (EOFException | FileNotFoundException e) {
            throw new InvalidInputException(
                    path + ": has changed since prepare listed it; run prepare again when nothing writes there", e);
        } catch (IOException e) {
            StorageFailure.refuseIfClear(path, e);
            throw e;
        }
    }

    private void closeUnchecked() {
        try {
            close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Reading {
        byte[] read() throws IOException;
    }
}
