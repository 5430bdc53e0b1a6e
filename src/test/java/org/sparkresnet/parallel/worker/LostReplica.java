package org.sparkresnet.parallel.worker;

/** Takes a resting replica out of this executor, as the death of an executor would. */
public final class LostReplica {
    private LostReplica() {}

    /** Loses one replica of the run of {@code work}. */
    public static void of(Work work) {
        ReplicaPool.take(work).close();
    }
}
