package org.sparkresnet.prepare;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** IDX files with random content, written by hand from the specification. */
final class IdxFiles {
    static final int ROWS = 3;
    static final int COLUMNS = 2;

    private IdxFiles() {}

    /** A file of pictures, {@code [count, 3, 2]}. */
    static byte[] images(int count) {
        byte[] pixels = new byte[count * ROWS * COLUMNS];
        new Random(count).nextBytes(pixels);
        return ByteBuffer.allocate(16 + pixels.length)
                .putInt(0x00000803)
                .putInt(count)
                .putInt(ROWS)
                .putInt(COLUMNS)
                .put(pixels)
                .array();
    }

    /** A file of labels; label i is {@code i % classes}. */
    static byte[] labels(int count, int classes) {
        ByteBuffer file = ByteBuffer.allocate(8 + count).putInt(0x00000801).putInt(count);
        for (int i = 0; i < count; i++) {
            file.put((byte) (i % classes));
        }
        return file.array();
    }

    /** A training set of 23 and a validation set of 7 pictures with 3 classes, all four files plain. */
    static Path writeSource(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("train-images-idx3-ubyte"), images(23));
        Files.write(folder.resolve("train-labels-idx1-ubyte"), labels(23, 3));
        Files.write(folder.resolve("t10k-images-idx3-ubyte"), images(7));
        Files.write(folder.resolve("t10k-labels-idx1-ubyte"), labels(7, 3));
        return folder;
    }

    static byte[] compressed(byte[] content) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(file)) {
            gzip.write(content);
        }
        return file.toByteArray();
    }

    static PrepareSettings settings(Path source, Path output) {
        return Prepared.settings("idx", source, output, "prepare.examples-per-shard=5", "prepare.tasks=3");
    }
}
