package org.sparkresnet.prepare;

import java.io.Serializable;

/**
 * Where a sequence of records is cut into shards: sizes differ by at most one, larger shards first.
 *
 * @param records at least 1
 * @param shards at least 1, at most {@code records}
 */
record ShardCuts(long records, int shards) implements Serializable {
    ShardCuts {
        if (shards < 1 || shards > records) {
            throw new IllegalArgumentException(records + " records in " + shards + " shards");
        }
    }

    /** As few shards as hold {@code most} records each. */
    static ShardCuts of(long records, int most) {
        return new ShardCuts(records, Math.toIntExact((records + most - 1) / most));
    }

    /** Number of records in a shard. */
    int size(int shard) {
        return Math.toIntExact(small() + (shard < larger() ? 1 : 0));
    }

    /** Whether the record at {@code place}, counted from 0, is the first of a shard. */
    boolean isFirst(long place) {
        long insideLarger = larger() * (small() + 1);
        return place < insideLarger ? place % (small() + 1) == 0 : (place - insideLarger) % small() == 0;
    }

    private long small() {
        return records / shards;
    }

    private long larger() {
        return records % shards;
    }
}
