package org.sparkresnet.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * On which machines the records of a data set lie: a wish for where to read them. HDFS itself reads the nearest copy of
 * each block, wherever a worker runs.
 */
public final class RecordHosts {
    private static final Logger LOG = LoggerFactory.getLogger(RecordHosts.class);

    /** As many as a file of HDFS has copies. */
    private static final int MOST = 3;

    private final ShardSet shards;

    /** By shard: bytes on each host. */
    private final List<Map<String, Long>> bytes;

    private RecordHosts(ShardSet shards, List<Map<String, Long>> bytes) {
        this.shards = shards;
        this.bytes = bytes;
    }

    /** Asks the file system; if that fails, no hosts are known, because this is no more than a wish. */
    public static RecordHosts of(ShardSet shards, Configuration hadoop) {
        try {
            return new RecordHosts(shards, shards.hosts(hadoop));
        } catch (IOException e) {
            LOG.info("Where shards lie is not known: {}", e.toString());
            return new RecordHosts(shards, Collections.nCopies(shards.sizes().size(), Map.of()));
        }
    }

    /**
     * Where most of what the lanes of {@code stretch} read lies, from its first step to the end of that epoch.
     *
     * @return the best hosts, best first, at most {@value #MOST}
     */
    public List<String> ofTraining(EpochPlan plan, TrainingRecords.Stretch stretch) {
        long steps = plan.stepsPerEpoch();
        EpochOrder order = plan.epoch(stretch.fromStep() / steps);
        long position = stretch.fromStep() % steps * plan.microBatch();
        List<RecordRange> ranges = new ArrayList<>();
        for (int lane = stretch.fromLane(); lane < stretch.toLane(); lane++) {
            ranges.addAll(order.lane(lane).rangesFromBlockAt(position));
        }
        return best(ranges);
    }

    /** Likewise of what a worker evaluates. */
    public List<String> ofValidation(int batchSize, ValidationRecords.Share share) {
        return best(ValidationRecords.ranges(shards, batchSize, share));
    }

    private List<String> best(List<RecordRange> ranges) {
        List<Integer> sizes = shards.sizes();
        Map<String, Double> total = new HashMap<>();
        for (RecordRange range : ranges) {
            double part = (double) range.size() / sizes.get(range.shard());
            bytes.get(range.shard()).forEach((host, held) -> total.merge(host, held * part, Double::sum));
        }
        return total.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST)
                .map(Map.Entry::getKey)
                .toList();
    }
}
