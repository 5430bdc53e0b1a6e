package org.sparkresnet.shard;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.io.Serializable;

/**
 * What the manifest says of a file with a mean of each pixel, see {@link MeanFiles}.
 *
 * @param file name of the file within its folder
 * @param channels values per pixel, at least 1
 * @param height rows, at least 1
 * @param width columns, at least 1
 * @param sha256 of the file, 64 lower-case hexadecimal digits
 * @param pictures how pictures of the data set became pictures of this size, for people
 */
@JsonPropertyOrder({"file", "channels", "height", "width", "sha256", "pictures"})
public record MeanFile(String file, int channels, int height, int width, String sha256, String pictures)
        implements Serializable {
    public MeanFile {
        if (!file.matches("[^/\\\\]+") || file.startsWith(".")) {
            throw new IllegalArgumentException("\"" + file + "\" is no name of a file within its folder");
        }
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException(file + ": a mean of " + channels + "x" + height + "x" + width);
        }
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(file + ": \"" + sha256 + "\" is no SHA-256");
        }
    }

    /** Number of values of the mean. */
    int values() {
        return Math.multiplyExact(Math.multiplyExact(channels, height), width);
    }

    /** Length of the file in bytes. */
    long bytes() {
        return NumpyFormat.HEADER_BYTES + (long) values() * Float.BYTES;
    }
}
