package org.sparkresnet.prepare;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.sparkresnet.shard.PictureFacts;
import org.sparkresnet.shard.ShardEntry;
import org.sparkresnet.shard.ShardRecord;

/** What tasks report of the shards that they wrote: all that reaches the driver. */
final class WrittenShards implements Serializable {
    private static final long serialVersionUID = 1L;

    private final TreeMap<Integer, ShardEntry> entries = new TreeMap<>();
    private final long[] classCounts;
    private final PixelSums sums = new PixelSums();

    WrittenShards(int classes) {
        classCounts = new long[classes];
    }

    void count(ShardRecord record) {
        classCounts[record.label()]++;
        sums.add(record.content());
    }

    void add(int shard, ShardEntry entry) {
        entries.put(shard, entry);
    }

    /** Adds what another task reports, which must not be used any more. */
    WrittenShards merge(WrittenShards other) {
        entries.putAll(other.entries);
        Arrays.setAll(classCounts, i -> classCounts[i] + other.classCounts[i]);
        sums.merge(other.sums);
        return this;
    }

    /** In the order of the shards. */
    List<ShardEntry> entries() {
        return List.copyOf(entries.values());
    }

    List<Long> classCounts() {
        return Arrays.stream(classCounts).boxed().toList();
    }

    PictureFacts pictures() {
        return sums.facts();
    }
}
