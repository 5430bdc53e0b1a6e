package org.sparkresnet.prepare;

import java.util.List;

/**
 * What a preparation wrote.
 *
 * @param splits in the order of writing, at least one
 */
public record PreparationReport(List<Split> splits) {
    public PreparationReport {
        splits = List.copyOf(splits);
    }

    /**
     * One folder of shards.
     *
     * @param folder its path
     * @param records number of records
     * @param classes number of classes
     * @param shards number of shards
     * @param bytes of all shards, without indices and manifest
     * @param seconds from the end of the checks to the manifest
     */
    public record Split(String folder, long records, int classes, int shards, long bytes, double seconds) {}
}
