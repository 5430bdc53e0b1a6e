package org.sparkresnet.prepare.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Texts by their Unicode code points: the order of Python's {@code sorted} and of {@code LC_ALL=C sort}. Java's own order
 * of texts, by UTF-16 units, puts what lies above U+FFFF before U+E000.
 */
public enum CodePointOrder implements Comparator<String> {
    /** The only one. */
    INSTANCE;

    @Override
    public int compare(String left, String right) {
        // UTF-8 keeps the order of code points.
        return Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }
}
