package org.sparkresnet.prepare.source.picture;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Objects;

/**
 * Where a picture lies.
 *
 * @param file path
 * @param offset of its first byte there, at least 0
 */
public record PicturePlace(String file, long offset) implements Comparable<PicturePlace>, Serializable {
    /** Bytes of a file that one task reads in one go: a hundred photographs, an eighth of a block of HDFS. */
    private static final long STRETCH_BYTES = 1L << 24;

    private static final Comparator<PicturePlace> ORDER =
            Comparator.comparing(PicturePlace::file).thenComparingLong(PicturePlace::offset);

    /** The same for pictures that are best read one after the other. */
    int stretch() {
        return Objects.hash(file, offset / STRETCH_BYTES);
    }

    @Override
    public int compareTo(PicturePlace other) {
        return ORDER.compare(this, other);
    }
}
