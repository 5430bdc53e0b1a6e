package org.sparkresnet.prepare.verify;

import java.util.ArrayList;
import java.util.List;
import org.sparkresnet.shard.Manifest;
import org.sparkresnet.shard.ShardEntry;

/**
 * A folder whose shards have been read.
 *
 * @param manifest what it ought to hold
 * @param manifestSum whether that was compared with a checksum
 * @param place of the folder
 * @param shards in the order of the manifest
 */
record CheckedFolder(Manifest manifest, boolean manifestSum, String place, List<CheckedShard> shards) {

    /** A sentence each; numbers of records per class are compared if every shard is sound. */
    List<String> faults() {
        List<String> faults =
                shards.stream().flatMap(shard -> shard.faults().stream()).toList();
        return faults.isEmpty() ? wrongCounts() : faults;
    }

    /** For people. */
    VerificationReport.Folder report(double seconds) {
        return new VerificationReport.Folder(
                place,
                manifest.records(),
                manifest.classNames().size(),
                manifest.shards().size(),
                manifest.shards().stream().mapToLong(ShardEntry::bytes).sum(),
                manifestSum,
                seconds);
    }

    private List<String> wrongCounts() {
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < manifest.classNames().size(); i++) {
            int label = i;
            long found = shards.stream()
                    .mapToLong(shard -> shard.counts().getOrDefault(label, 0L))
                    .sum();
            long expected = manifest.classCounts().get(label);
            if (found != expected) {
                faults.add(place + ": " + found + " records of class "
                        + manifest.classNames().get(label) + ", the manifest says " + expected + "; run prepare again");
            }
        }
        return faults;
    }
}
