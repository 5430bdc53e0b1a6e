package org.sparkresnet.parallel;

import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.util.CollectionAccumulator;
import org.sparkresnet.metrics.StepReport;
import org.sparkresnet.parallel.worker.ReportSender;
import scala.Tuple4;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Brings the reports of worker 0 to the driver while the stage is still running.
 *
 * <p>They ride as an accumulator on the heartbeats that executors send anyway, so no port is opened for them. What the
 * last heartbeat did not carry arrives with the end of the stage. Each step is delivered once, in order.
 */
final class ProgressFeed extends SparkListener implements AutoCloseable {
    private final SparkContext spark;
    private final Consumer<StepReport> receiver;
    private CollectionAccumulator<StepReport> running;
    private long delivered;
    private RuntimeException failure;

    /** @param firstStep reports of this step and of earlier ones are not delivered */
    ProgressFeed(SparkContext spark, long firstStep, Consumer<StepReport> receiver) {
        this.spark = spark;
        this.receiver = receiver;
        this.delivered = firstStep;
        spark.addSparkListener(this);
    }

    /** Where worker 0 of the next segment sends its reports to. */
    synchronized ReportSender open() {
        running = spark.collectionAccumulator("step reports");
        return new AccumulatorSender(running);
    }

    /** Delivers what has arrived by the end of a segment. */
    synchronized void flush() {
        running.value().forEach(this::deliver);
    }

    /** Throws what the receiver threw, if it did. */
    synchronized void requireDelivered() {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public synchronized void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate event) {
        for (Tuple4<Object, Object, Object, Seq<AccumulableInfo>> task :
                JavaConverters.seqAsJavaList(event.accumUpdates())) {
            for (AccumulableInfo info : JavaConverters.seqAsJavaList(task._4())) {
                if (running != null
                        && info.id() == running.id()
                        && info.update().isDefined()) {
                    ((List<?>) info.update().get()).forEach(report -> deliver((StepReport) report));
                }
            }
        }
    }

    @Override
    public void close() {
        spark.removeSparkListener(this);
    }

    private void deliver(StepReport report) {
        if (report.step() > delivered) {
            delivered = report.step();
            try {
                receiver.accept(report);
            } catch (RuntimeException e) {
                // On a thread of Spark's it would only be logged.
                failure = failure == null ? e : failure;
            }
        }
    }

    /** The end of the feed that travels to a worker. */
    private record AccumulatorSender(CollectionAccumulator<StepReport> accumulator) implements ReportSender {
        private static final long serialVersionUID = 1L;

        @Override
        public void send(StepReport report) {
            accumulator.add(report);
        }
    }
}
