package org.sparkresnet.shard;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What reading every byte of one shard has shown.
 *
 * @param faults a sentence each, none if all is well
 * @param counts number of records by label
 * @param sample one of the records, if any could be read
 */
public record ShardFindings(List<String> faults, Map<Integer, Long> counts, Optional<ShardRecord> sample) {
    public ShardFindings {
        faults = List.copyOf(faults);
        counts = Map.copyOf(counts);
    }
}
