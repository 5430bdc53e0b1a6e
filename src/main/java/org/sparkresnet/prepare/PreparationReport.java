package org.sparkresnet.prepare;

import java.util.List;
import org.sparkresnet.metrics.SummaryTable;

/**
 * What a preparation wrote.
 *
 * @param splits in the order of writing, at least one
 */
public record PreparationReport(List<Split> splits) {
    public PreparationReport {
        splits = List.copyOf(splits);
    }

    /** The same for people. */
    public String table() {
        SummaryTable table = new SummaryTable();
        for (Split split : splits) {
            table.row(
                    split.folder(),
                    "%d records%s, %d classes, %d shards, %.1f MB, %.1f s"
                            .formatted(
                                    split.records(),
                                    split.leftOut() > 0 ? " (" + split.leftOut() + " bad pictures left out)" : "",
                                    split.classes(),
                                    split.shards(),
                                    split.bytes() / 1e6,
                                    split.seconds()));
        }
        return table.toString();
    }

    /**
     * One folder of shards.
     *
     * @param folder its path
     * @param records number of records
     * @param classes number of classes
     * @param shards number of shards
     * @param bytes of all shards, without indices and manifest
     * @param leftOut bad pictures of the source, see {@code bad-pictures.txt}
     * @param seconds from the end of the checks to the manifest
     */
    public record Split(
            String folder, long records, int classes, int shards, long bytes, int leftOut, double seconds) {}
}
