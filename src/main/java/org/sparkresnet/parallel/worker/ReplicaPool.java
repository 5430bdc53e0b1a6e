package org.sparkresnet.parallel.worker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * The replicas that rest in this executor between segments: the only static mutable state of the program.
 *
 * <p>Under an exact strategy all replicas of a run are equal, so any worker of the run may take any of them. Replicas
 * of other runs are closed as soon as one run takes or gives, because an executor serves one run at a time.
 */
public final class ReplicaPool {
    private static final Deque<ResidentReplica> RESTING = new ArrayDeque<>();

    private ReplicaPool() {}

    /** A resting replica of the run of {@code work}, or a new one. */
    static ResidentReplica take(Work work) {
        synchronized (RESTING) {
            closeOthers(work.runId());
            ResidentReplica resting = RESTING.poll();
            if (resting != null) {
                return resting;
            }
        }
        return new ResidentReplica(work.runId(), work.replicas());
    }

    /** Lets a replica rest until the next segment. */
    static void give(ResidentReplica replica) {
        synchronized (RESTING) {
            closeOthers(replica.runId());
            RESTING.push(replica);
        }
    }

    /** Closes the resting replicas of a run that has ended. */
    public static void closeAll(String runId) {
        synchronized (RESTING) {
            for (Iterator<ResidentReplica> i = RESTING.iterator(); i.hasNext(); ) {
                ResidentReplica replica = i.next();
                if (replica.runId().equals(runId)) {
                    i.remove();
                    replica.close();
                }
            }
        }
    }

    private static void closeOthers(String runId) {
        for (Iterator<ResidentReplica> i = RESTING.iterator(); i.hasNext(); ) {
            ResidentReplica replica = i.next();
            if (!replica.runId().equals(runId)) {
                i.remove();
                replica.close();
            }
        }
    }
}
