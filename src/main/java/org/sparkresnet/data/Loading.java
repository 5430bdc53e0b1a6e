package org.sparkresnet.data;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sparkresnet.config.Settings;

/**
 * How batches are made ahead of their consumer. Changes no result.
 *
 * @param prefetch batches made ahead by each worker, at least 1
 * @param threads of each worker that decode pictures, at least 1
 * @param readAhead bytes of one read from a shard, at least 1; the settings want 1 MB, below which HDFS is slow
 */
public record Loading(int prefetch, int threads, int readAhead) implements Serializable {
    private static final Pattern MEGABYTES = Pattern.compile("(\\d{1,4})\\s*MB");
    private static final int LARGEST_MEGABYTES = 1024;

    public Loading {
        if (prefetch < 1 || threads < 1 || readAhead < 1) {
            throw new IllegalArgumentException(prefetch + " batches ahead, " + threads + " threads, reads of "
                    + readAhead + " bytes: each is at least 1");
        }
    }

    /** Reads the block {@code data}; what is wrong is collected in it. */
    public static Loading from(Settings data) {
        return new Loading(
                data.positiveInt("prefetch"),
                data.positiveInt("decode-threads"),
                data.parsed("read-ahead", Loading::bytes, 1 << 20));
    }

    private static int bytes(String text) {
        Matcher matcher = MEGABYTES.matcher(text);
        int megabytes = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        if (megabytes < 1 || megabytes > LARGEST_MEGABYTES) {
            throw new IllegalArgumentException("expected 1MB to " + LARGEST_MEGABYTES + "MB");
        }
        return megabytes << 20;
    }
}
