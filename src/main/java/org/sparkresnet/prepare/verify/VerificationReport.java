package org.sparkresnet.prepare.verify;

import java.util.List;
import org.sparkresnet.metrics.SummaryTable;
import org.sparkresnet.prepare.source.imagenet.ComparedArchive;

/**
 * What a verification found sound.
 *
 * @param folders in the order of their names, at least one
 * @param archives of the source whose sums were compared
 */
public record VerificationReport(List<Folder> folders, List<ComparedArchive> archives) {
    public VerificationReport {
        archives = List.copyOf(archives);
        folders = List.copyOf(folders);
    }

    /** The same for people. */
    public String table() {
        SummaryTable table = new SummaryTable();
        for (Folder folder : folders) {
            table.row(
                    folder.place(),
                    "sound: %d records, %d classes, %d shards, %.1f MB, %.1f s%s"
                            .formatted(
                                    folder.records(),
                                    folder.classes(),
                                    folder.shards(),
                                    folder.bytes() / 1e6,
                                    folder.seconds(),
                                    folder.manifestSum() ? "" : "; its manifest has no checksum to compare"));
        }
        archives.forEach(archive -> table.row(archive.path(), "sound: MD5 " + archive.found()));
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
     * @param manifestSum whether the manifest itself was compared with a checksum; old ones have none
     * @param seconds that reading them took
     */
    public record Folder(
            String place, long records, int classes, int shards, long bytes, boolean manifestSum, double seconds) {}
}
