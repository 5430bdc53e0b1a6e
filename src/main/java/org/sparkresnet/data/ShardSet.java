package org.sparkresnet.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.sparkresnet.shard.Manifest;
import org.sparkresnet.shard.ShardReader;

/** The shards of one data set as workers see them: where they lie and how many records each holds. */
public final class ShardSet implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String folder;
    private final List<Manifest.Shard> shards;
    private final long[] firstNumber;

    /** @param folder that holds the shards; already checked against the manifest */
    public ShardSet(String folder, Manifest manifest) {
        this.folder = folder;
        this.shards = new ArrayList<>(manifest.shards());
        this.firstNumber = new long[shards.size() + 1];
        for (int i = 0; i < shards.size(); i++) {
            firstNumber[i + 1] = firstNumber[i] + shards.get(i).records();
        }
    }

    /** Records in each shard. */
    public List<Integer> sizes() {
        return shards.stream().map(Manifest.Shard::records).toList();
    }

    /** Records in all shards. */
    public long records() {
        return firstNumber[shards.size()];
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
        int to = (int) Math.min(number - firstNumber[shard] + size, shards.get(shard).records());
        return new RecordRange(shard, from, to);
    }

    /** Where shard {@code shard} lies. */
    public Path path(int shard) {
        return new Path(folder, shards.get(shard).file());
    }

    ShardReader open(int shard, Configuration hadoop) {
        return ShardReader.open(path(shard), shards.get(shard), hadoop);
    }
}
