package org.sparkresnet.cli;

import java.util.Timer;
import org.apache.spark.SparkContext;
import org.apache.spark.rpc.RpcEndpoint;
import org.apache.spark.scheduler.TaskSchedulerImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A timer that Spark 3.5 starts for barriers and forgets when it stops (SPARK-46895): its thread would live on. */
final class BarrierTimer {
    private static final Logger LOG = LoggerFactory.getLogger(BarrierTimer.class);
    /** As Scala's compiler names it; other releases of Spark may have none. */
    private static final String METHOD = "org$apache$spark$BarrierCoordinator$$timer";

    private BarrierTimer() {}

    /** Ends the timer of an application that is about to be stopped, if it has one. */
    static void cancel(SparkContext spark) {
        if (spark.taskScheduler() instanceof TaskSchedulerImpl scheduler) {
            RpcEndpoint coordinator = scheduler.barrierCoordinator();
            if (coordinator != null) {
                cancelTimerOf(coordinator);
            }
        }
    }

    private static void cancelTimerOf(RpcEndpoint coordinator) {
        try {
            ((Timer) coordinator.getClass().getMethod(METHOD).invoke(coordinator)).cancel();
        } catch (ReflectiveOperationException e) {
            LOG.debug("This Spark keeps its barrier timer elsewhere: {}", e.toString());
        }
    }
}
