package org.sparkresnet.parallel.worker;

import java.io.IOException;
import org.apache.spark.BarrierTaskContext;

/** How the workers of a segment come together at its start. */
public enum Rendezvous {
    /** One worker runs all lanes, and sums them by plain recursion. */
    ALONE {
        @Override
        Peers meet(WorkerTask.Worker worker, Work work, Announcement own) {
            return new LanesInOrder(work.plan().lanes(), own);
        }
    },
    /** The tasks of a barrier stage find each other by Spark's means, then sum over direct connections. */
    BARRIER {
        @Override
        Peers meet(WorkerTask.Worker worker, Work work, Announcement own) throws IOException, InterruptedException {
            return PeerGroup.meet((BarrierTaskContext) worker.context(), work, own);
        }
    };

    abstract Peers meet(WorkerTask.Worker worker, Work work, Announcement own) throws IOException, InterruptedException;
}
