package org.sparkresnet.train;

import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.data.BadRecord;
import org.sparkresnet.parallel.SegmentResult;

/**
 * How many records a run could not train on.
 *
 * @param inRun since step 0; one that was met in two epochs counts twice
 * @param inEpoch in the epoch of the next step
 */
record BadRecords(long inRun, long inEpoch) {
    private static final Logger LOG = LoggerFactory.getLogger(BadRecords.class);

    /** Of a run that begins. */
    static final BadRecords NONE = new BadRecords(0, 0);

    private static final String IN_RUN = "badRecords";
    private static final String IN_EPOCH = "badRecordsInEpoch";
    /** In one line of the log, or one sentence. */
    private static final int MOST_NAMED = 20;

    /** Reads what {@link #texts} wrote; without it there were none. */
    static BadRecords parse(Map<String, String> texts) {
        return new BadRecords(
                Long.parseLong(texts.getOrDefault(IN_RUN, "0")), Long.parseLong(texts.getOrDefault(IN_EPOCH, "0")));
    }

    /** By the names under which a checkpoint keeps them. */
    Map<String, String> texts() {
        return Map.of(IN_RUN, Long.toString(inRun), IN_EPOCH, Long.toString(inEpoch));
    }

    /**
     * With those of a segment, which are named in the log.
     *
     * @param most that an epoch may have
     * @param epochEnds whether the next step belongs to another epoch
     * @throws InvalidInputException if the epoch has more; names them
     */
    BadRecords after(SegmentResult result, long most, boolean epochEnds) {
        int met = result.badRecords().size();
        long together = inEpoch + met;
        if (together > most) {
            throw new InvalidInputException("data.bad-share: " + together + " bad records in epoch "
                    + result.badRecords().get(0).epoch() + ", " + most + " may be replaced; mend the data or raise it: "
                    + names(result));
        }
        if (met > 0) {
            LOG.warn("{} bad records were replaced by others: {}", met, names(result));
        }
        return new BadRecords(inRun + met, epochEnds ? 0 : together);
    }

    private static String names(SegmentResult result) {
        String first = result.badRecords().stream()
                .limit(MOST_NAMED)
                .map(BadRecord::sentence)
                .collect(Collectors.joining(" | "));
        int others = result.badRecords().size() - MOST_NAMED;
        return others > 0 ? first + " | and " + others + " more" : first;
    }
}
