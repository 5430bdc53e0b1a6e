package org.sparkresnet.parallel.worker;

import java.io.Serializable;
import java.time.Duration;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkresnet.collective.LaneRange;
import org.sparkresnet.data.EpochPlan;
import org.sparkresnet.data.Loading;
import org.sparkresnet.data.TrainingRecords;
import org.sparkresnet.replica.Replica;
import org.sparkresnet.schedule.LearningRateSchedule;

/**
 * All that the workers of a run need to know; it does not change from segment to segment.
 *
 * @param runId names this start of the program: replicas in executors are trusted only under the same name
 * @param secret known to the workers of this run alone; they prove to each other that they know it
 * @param output folder of the run, any Hadoop URI
 * @param replicas builds a replica with the initial state
 * @param plan which lane meets which record when
 * @param schedule the learning rate of every step
 * @param pace how far ahead batches are made, how often is reported, how long is waited
 * @param hadoop how files are reached
 */
public record Work(
        String runId,
        String secret,
        String output,
        Replica.Factory replicas,
        EpochPlan plan,
        Pictures training,
        Pictures validation,
        LearningRateSchedule schedule,
        Pace pace,
        SerializableConfiguration hadoop)
        implements Serializable {
    /** Steps [fromStep, toStep) of the lanes of worker {@code worker}, in [0, workers). */
    public TrainingRecords.Stretch stretch(long fromStep, long toStep, int worker, int workers) {
        LaneRange lanes = LaneRange.ofWorker(worker, workers, plan.lanes());
        return new TrainingRecords.Stretch(fromStep, toStep, lanes.from(), lanes.to());
    }

    /**
     * The small numbers of a run that change no result, but whether there is one.
     *
     * @param loading how batches are made ahead by each worker
     * @param mostBadRecords in one epoch: more end the training, fewer are replaced by others; at least 0
     * @param reportEvery steps from one report to the next, at least 1
     * @param totalSteps of the run; the last one is always reported
     * @param timeout longest wait for another worker within one step
     */
    public record Pace(Loading loading, long mostBadRecords, int reportEvery, long totalSteps, Duration timeout)
            implements Serializable {
        boolean reportsAt(long stepsDone) {
            return stepsDone % reportEvery == 0 || stepsDone == totalSteps;
        }
    }
}
