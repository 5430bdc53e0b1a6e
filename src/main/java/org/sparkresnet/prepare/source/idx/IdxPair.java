package org.sparkresnet.prepare.source.idx;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.sparkresnet.prepare.source.LoadedRecord;
import org.sparkresnet.storage.FileSystems;

/**
 * The two files of a split.
 *
 * @param split name of the folder of shards that they become
 * @param images path, any Hadoop URI
 * @param labels path, any Hadoop URI
 */
record IdxPair(String split, String images, String labels) implements Serializable {
    static final String COMPRESSED = ".gz";
    private static final int BUFFER_BYTES = 1 << 16;

    /** Name of a record, after the images file without .gz. */
    String recordName(int number) {
        String file = new Path(images).getName();
        String plain = isCompressed(images) ? file.substring(0, file.length() - COMPRESSED.length()) : file;
        return LoadedRecord.name(plain, number);
    }

    /** Whether reading can begin in the middle: a .gz file can be read from its start only. */
    boolean canBeSplit() {
        return !isCompressed(images) && !isCompressed(labels);
    }

    static boolean isCompressed(String file) {
        return file.endsWith(COMPRESSED);
    }

    /**
     * The uncompressed content from byte {@code offset} on.
     *
     * @param offset 0 for a .gz file
     */
    static InputStream open(String file, long offset, Configuration configuration) throws IOException {
        Path path = new Path(file);
        FSDataInputStream stored = FileSystems.of(path, configuration).open(path, BUFFER_BYTES);
        try {
            stored.seek(offset);
            return isCompressed(file) ? new GZIPInputStream(stored, BUFFER_BYTES) : stored;
        } catch (IOException e) {
            stored.close();
            throw e;
        }
    }
}
