package org.sparkresnet.data;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.sparkresnet.shard.Manifest;
import org.sparkresnet.shard.ShardEntry;
import org.sparkresnet.shard.ShardFolder;
import org.sparkresnet.shard.ShardReader;

/** The shards of one data set as workers see them: where they lie and how many records each holds. */
public final class ShardSet implements Serializable {
    private static final long serialVersionUID = 1L;

    private final ShardFolder folder;
    private final ShardSizes numbering;

    /** @param folder that holds the shards; already checked against its manifest */
    public ShardSet(ShardFolder folder) {
        this.folder = folder;
        this.numbering = ShardSizes.of(sizes());
    }

    /** What the shards hold. */
    public Manifest manifest() {
        return folder.manifest();
    }

    /** Records in each shard, in the manifest's order. */
    public List<Integer> sizes() {
        return manifest().shards().stream().map(ShardEntry::records).toList();
    }

    /** Records in all shards. */
    public long records() {
        return numbering.records();
    }

    /** The number in the data set of record {@code index} of shard {@code shard}. */
    public long numberOf(int shard, int index) {
        return numbering.numberOf(shard, index);
    }

    /** Path of shard {@code shard}. */
    public String path(int shard) {
        return folder.shardPath(shard);
    }

    /** Where the records with the numbers [from, to) lie, in order. */
    List<RecordRange> ranges(long from, long to) {
        return numbering.ranges(from, to);
    }

    ShardReader open(int shard, Configuration hadoop) throws IOException {
        return folder.openShard(shard, hadoop);
    }
}
