package org.sparkresnet.shard;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.io.Serializable;

/**
 * What the manifest says of one shard.
 *
 * @param file name of the shard within its folder
 * @param records number of records, at least 1
 * @param bytes length of the shard
 * @param indexBytes length of its index, the file of the same name with {@code .idx}
 * @param sha256 of the shard, 64 lower-case hexadecimal digits
 */
@JsonPropertyOrder({"file", "records", "bytes", "indexBytes", "sha256"})
public record ShardEntry(String file, int records, long bytes, long indexBytes, String sha256) implements Serializable {
    public ShardEntry {
        if (!file.matches("[^/\\\\]+") || file.startsWith(".")) {
            throw new IllegalArgumentException("\"" + file + "\" is no name of a shard within its folder");
        }
        if (records < 1 || bytes < (long) records * ShardFormat.FRAME_BYTES || indexBytes < 1) {
            throw new IllegalArgumentException("shard " + file + " cannot have " + records + " records in " + bytes
                    + " bytes with an index of " + indexBytes + " bytes");
        }
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("shard " + file + ": \"" + sha256 + "\" is no SHA-256");
        }
    }

    /** The name of shard {@code number} of {@code count}, counted from 0: {@code part-00000-of-00006.tfrecord}. */
    public static String fileName(int number, int count) {
        if (number < 0 || number >= count) {
            throw new IllegalArgumentException("shard " + number + " of " + count);
        }
        return "part-%05d-of-%05d.tfrecord".formatted(number, count);
    }

    /** Name of the index within the folder. */
    public String indexFile() {
        return file + ShardFormat.INDEX_SUFFIX;
    }
}
