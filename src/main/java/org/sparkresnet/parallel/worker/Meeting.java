package org.sparkresnet.parallel.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.BarrierTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkresnet.collective.WorkerAddress;

/**
 * What all workers of a segment know of each other after they have met.
 *
 * @param addresses where each worker listens, by rank
 * @param announcements what each worker said of itself, by rank
 */
record Meeting(List<WorkerAddress> addresses, List<Announcement> announcements) {
    private static final Logger LOG = LoggerFactory.getLogger(Meeting.class);

    Meeting {
        requireOneState(announcements);
        warnIfPlatformsDiffer(announcements);
    }

    /** Exchanges one line with each other task of the stage; takes Spark about a second. */
    static Meeting of(BarrierTaskContext context, WorkerAddress address, Announcement own) {
        String[] lines = context.getTaskInfos().length == 1
                ? new String[] {address + " " + own.line()}
                : context.allGather(address + " " + own.line());
        List<WorkerAddress> addresses = new ArrayList<>();
        List<Announcement> announcements = new ArrayList<>();
        for (String line : lines) {
            String[] parts = line.split(" ", 2);
            addresses.add(WorkerAddress.parse(parts[0]));
            announcements.add(Announcement.parse(parts[1]));
        }
        return new Meeting(addresses, announcements);
    }

    boolean somebodyLacksState() {
        return announcements.stream().anyMatch(one -> !one.hasState());
    }

    /** The lowest rank that has the state of the segment's first step, or empty if nobody has. */
    OptionalInt donor() {
        return IntStream.range(0, announcements.size())
                .filter(rank -> announcements.get(rank).hasState())
                .findFirst();
    }

    private static void requireOneState(List<Announcement> announcements) {
        Set<Long> checksums = announcements.stream()
                .filter(Announcement::hasState)
                .map(Announcement::stateChecksum)
                .collect(Collectors.toSet());
        if (checksums.size() > 1) {
            throw new IllegalStateException("the replicas hold different states, checksums " + checksums
                    + "; start again from the last checkpoint");
        }
    }

    private static void warnIfPlatformsDiffer(List<Announcement> announcements) {
        Set<String> platforms =
                announcements.stream().map(Announcement::platform).collect(Collectors.toSet());
        if (platforms.size() > 1) {
            LOG.warn("Workers run on different platforms, another run may differ in the last bits: {}", platforms);
        }
    }
}
