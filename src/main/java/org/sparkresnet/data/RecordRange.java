package org.sparkresnet.data;

/** Records [from, to) of the shard with index {@code shard} in the manifest; never empty. */
public record RecordRange(int shard, int from, int to) {
    public RecordRange {
        if (shard < 0 || from < 0 || to <= from) {
            throw new IllegalArgumentException("shard " + shard + ", records [" + from + ", " + to + ")");
        }
    }

    /** How many records. */
    public int size() {
        return to - from;
    }
}
