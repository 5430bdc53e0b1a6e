package org.sparkresnet.prepare;

import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.sparkresnet.prepare.source.PixelSums;
import org.sparkresnet.prepare.source.SourceFiles;
import org.sparkresnet.prepare.source.SourceRecord;
import org.sparkresnet.shard.PictureFacts;
import org.sparkresnet.shard.ShardEntry;
import org.sparkresnet.shard.ShardRecord;

/** What tasks report of the shards that they wrote: all that reaches the driver. */
final class WrittenShards implements Serializable {
    private static final long serialVersionUID = 1L;

    private final TreeMap<Integer, ShardEntry> entries = new TreeMap<>();
    private final long[] classCounts;
    private final PixelSums sums = new PixelSums();
    private String refusal = "";

    WrittenShards(int classes) {
        classCounts = new long[classes];
    }

    /** Counts a record, and answers it as it is to be written. */
    ShardRecord count(SourceRecord record, Storing storing, SourceFiles files) throws IOException {
        classCounts[record.label()]++;
        return storing.store(record, files, sums);
    }

    void add(int shard, ShardEntry entry) {
        entries.put(shard, entry);
    }

    /**
     * Says that writing ended early, by a mistake of the person or a full disk: as a value, because Spark would try a
     * failed task again and end with a text of its own.
     */
    void refuse(String sentence) {
        refusal = sentence;
    }

    /** The sentence of one of the tasks that ended early, if one did. */
    Optional<String> refusal() {
        return Optional.of(refusal).filter(sentence -> !sentence.isEmpty());
    }

    /** Adds what another task reports, which must not be used any more. */
    WrittenShards merge(WrittenShards other) {
        entries.putAll(other.entries);
        Arrays.setAll(classCounts, i -> classCounts[i] + other.classCounts[i]);
        sums.merge(other.sums);
        refusal = refusal.isEmpty() ? other.refusal : refusal;
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
