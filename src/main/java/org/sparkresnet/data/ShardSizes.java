package org.sparkresnet.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How many records each of some shards holds, and with that the number of every record: records are counted from 0
 * through the shards.
 *
 * <p>Looking up a record takes time logarithmic in the number of shards, because it is done for every block.
 */
public final class ShardSizes implements Serializable {
    private static final long serialVersionUID = 1L;

    /** {@code [shards + 1]}: the number of each shard's first record, and behind them the number of all records. */
    private final long[] first;

    private ShardSizes(long[] first) {
        this.first = first;
    }

    /** @param sizes records in each shard, each at least 1 */
    public static ShardSizes of(List<Integer> sizes) {
        long[] first = new long[sizes.size() + 1];
        for (int shard = 0; shard < sizes.size(); shard++) {
            if (sizes.get(shard) < 1) {
                throw new IllegalArgumentException("shard " + shard + " has " + sizes.get(shard) + " records");
            }
            first[shard + 1] = first[shard] + sizes.get(shard);
        }
        return new ShardSizes(first);
    }

    /** Number of shards. */
    public int shards() {
        return first.length - 1;
    }

    /** Records in all shards together. */
    public long records() {
        return first[shards()];
    }

    /** The number of record {@code index}, counted from 0 within shard {@code shard}. */
    public long numberOf(int shard, int index) {
        return first[shard] + index;
    }

    /** The same shards in another order; {@code order} holds each of 0 .. shards - 1 once. */
    ShardSizes reordered(int[] order) {
        long[] reordered = new long[first.length];
        for (int i = 0; i < order.length; i++) {
            reordered[i + 1] = reordered[i] + first[order[i] + 1] - first[order[i]];
        }
        return new ShardSizes(reordered);
    }

    /** Where the records with the numbers [from, to) lie, in order; {@code 0 <= from <= to <= records}. */
    List<RecordRange> ranges(long from, long to) {
        if (from < 0 || from > to || to > records()) {
            throw new IllegalArgumentException("records [" + from + ", " + to + ") of " + records());
        }
        List<RecordRange> ranges = new ArrayList<>();
        long next = from;
        while (next < to) {
            int found = Arrays.binarySearch(first, next);
            int shard = found >= 0 ? found : -found - 2;
            long end = Math.min(to, first[shard + 1]);
            ranges.add(new RecordRange(shard, (int) (next - first[shard]), (int) (end - first[shard])));
            next = end;
        }
        return ranges;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ShardSizes that && Arrays.equals(first, that.first);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(first);
    }

    /** "1281167 records in 1000 shards". */
    @Override
    public String toString() {
        return records() + " records in " + shards() + " shards";
    }
}
