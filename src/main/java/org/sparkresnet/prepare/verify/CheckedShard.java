package org.sparkresnet.prepare.verify;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What a task reports of one shard.
 *
 * @param faults a sentence each, none if all is well
 * @param counts number of records by label
 */
record CheckedShard(List<String> faults, Map<Integer, Long> counts) implements Serializable {
    CheckedShard {
        faults = List.copyOf(faults);
        counts = Map.copyOf(counts);
    }
}
