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
    private final long[] firstNumber;

    /** @param folder that holds the shards; already checked against its manifest */
    public ShardSet(ShardFolder folder) {
        this.folder = folder;
        List<Integer> sizes = sizes();
        this.firstNumber = new long[sizes.size() + 1];
        for (int i = 0; i < sizes.size(); i++) {
            firstNumber[i + 1] = firstNumber[i] + sizes.get(i);
        }
    }

    /** What the shards hold. */
    public Manifest manifest() {
        return folder.manifest();
    }

    /** Records in each shard. */
    public List<Integer> sizes() {
        return manifest().shards().stream().map(ShardEntry::records).toList();
    }

    /** Records in all shards. */
    public long records() {
        return manifest().records();
    }

    /** The number in the data set of record {@code index} of shard {@code shard}. */
    public long numberOf(int shard, int index) {
        return firstNumber[shard] + index;
    }

    /** Where the record with this number lies; {@code size} is how many from there on are in the same shard. */
    RecordRange rangeFrom(long number, long size) {
        int shard = 0;
        while (number >= firstNumber[shard + 1]) {
            shard++;
        }
        int from = (int) (number - firstNumber[shard]);
        int to = (int) Math.min(
                number - firstNumber[shard] + size,
                manifest().shards().get(shard).records());
        return new RecordRange(shard, from, to);
    }

    /** Path of shard {@code shard}. */
    public String path(int shard) {
        return folder.shardPath(shard);
    }

    ShardReader open(int shard, Configuration hadoop) throws IOException {
        return folder.openShard(shard, hadoop);
    }
}
