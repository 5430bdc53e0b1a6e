package org.sparkresnet.shard;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.sparkresnet.config.InvalidInputException;

/** Where each record of a shard lies. */
final class ShardIndex {
    /** {@code [records + 1]}: the start of each record, and the end of the last, in bytes. */
    private final long[] offsets;

    private ShardIndex(long[] offsets) {
        this.offsets = offsets;
    }

    /**
     * Reads the lines {@code offset length}.
     *
     * @param file name of the index, for messages
     * @throws InvalidInputException if the lines do not cover the shard from its first byte to its last
     */
    static ShardIndex parse(String file, byte[] text, ShardEntry shard) {
        List<String> lines = new String(text, StandardCharsets.US_ASCII).lines().toList();
        if (lines.size() != shard.records()) {
            throw misfit(file, lines.size() + " lines for " + shard.records() + " records");
        }
        long[] offsets = new long[shard.records() + 1];
        for (int i = 0; i < shard.records(); i++) {
            offsets[i + 1] = offsets[i] + length(file, i, lines.get(i), offsets[i]);
        }
        if (offsets[shard.records()] != shard.bytes()) {
            throw misfit(file, "records end at byte " + offsets[shard.records()] + " of " + shard.bytes());
        }
        return new ShardIndex(offsets);
    }

    /** The line of a record, newline included. */
    static String line(long offset, long length) {
        return offset + " " + length + "\n";
    }

    /** First byte of record {@code number}, which is also the end of the one before it. */
    long offset(int number) {
        return offsets[number];
    }

    /** The record that byte {@code offset} of the shard, in [0, its length), belongs to. */
    int recordAt(long offset) {
        int found = Arrays.binarySearch(offsets, offset);
        return found >= 0 ? found : -found - 2;
    }

    private static long length(String file, int number, String line, long expectedOffset) {
        String[] words = line.split(" ", -1);
        try {
            long length = Long.parseLong(words[words.length - 1]);
            boolean fits = words.length == 2 && Long.parseLong(words[0]) == expectedOffset;
            // An array of Java holds less than 2^31 bytes.
            if (fits && length >= ShardFormat.FRAME_BYTES && length < Integer.MAX_VALUE - Long.BYTES) {
                return length;
            }
        } catch (NumberFormatException e) {
            throw misfit(file, "line " + (number + 1) + " is \"" + line + "\", not \"offset length\"");
        }
        throw misfit(
                file,
                "line " + (number + 1) + " is \"" + line + "\", expected offset " + expectedOffset
                        + " and a length of at least " + ShardFormat.FRAME_BYTES);
    }

    private static InvalidInputException misfit(String file, String what) {
        return new InvalidInputException(file + ": an index that does not fit its shard (" + what
                + "); copy both files again or run prepare again");
    }
}
