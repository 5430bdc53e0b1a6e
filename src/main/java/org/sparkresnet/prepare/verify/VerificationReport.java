package org.sparkresnet.prepare.verify;

import java.util.List;
import org.sparkresnet.metrics.SummaryTable;

/**
 * What a verification found sound.
 *
 * @param folders in the order of their names, at least one
 */
public record VerificationReport(List<Folder> folders) {
    public VerificationReport {
        folders = List.copyOf(folders);
    }

    /** The same for people. */
    public String table() {
        SummaryTable table = new SummaryTable();
        for (Folder folder : folders) {
            table.row(
                    folder.place(),
                    "sound: %d records, %d classes, %d shards, %.1f MB, %.1f s"
                            .formatted(
                                    folder.records(),
                                    folder.classes(),
                                    folder.shards(),
                                    folder.bytes() / 1e6,
                                    folder.seconds()));
        }
        return table.toString();
    }

    /**
     * One folder of shards.
     *
     * @param place its path
     * @param records number of records
     * @param classes number of classes
     * @param shards number of shards
     * @param bytes of all shards, without indices and manifest
     * @param seconds that reading them took
     */
    public record Folder(String place, long records, int classes, int shards, long bytes, double seconds) {}
}
