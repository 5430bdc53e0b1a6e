package org.sparkresnet.train;

/**
 * Where a run stops on its way: to evaluate, to save, and because an epoch ends.
 *
 * @param stepsPerEpoch at least 1
 * @param totalSteps length of the run, at least 0
 * @param evaluateEvery steps from one evaluation to the next, 0 for only one at the end
 * @param saveEvery steps from one checkpoint to the next, 0 for only one at the end
 */
public record RunPlan(long stepsPerEpoch, long totalSteps, long evaluateEvery, long saveEvery) {
    public RunPlan {
        if (stepsPerEpoch < 1 || totalSteps < 0 || evaluateEvery < 0 || saveEvery < 0) {
            throw new IllegalArgumentException(stepsPerEpoch + " steps per epoch, " + totalSteps
                    + " in all, evaluated every " + evaluateEvery + ", saved every " + saveEvery);
        }
    }

    /** The first stop after {@code step}. */
    public long nextStop(long step) {
        long stop = Math.min(totalSteps, nextMultiple(step, stepsPerEpoch));
        stop = Math.min(stop, nextMultiple(step, evaluateEvery));
        return Math.min(stop, nextMultiple(step, saveEvery));
    }

    /** Whether the validation set is evaluated when {@code step} steps are done. */
    public boolean evaluatesAt(long step) {
        return step == totalSteps || isMultiple(step, evaluateEvery);
    }

    /** Whether a checkpoint is saved when {@code step} steps are done. */
    public boolean savesAt(long step) {
        return step == totalSteps || isMultiple(step, saveEvery);
    }

    /** Epochs done after {@code step} steps, with fraction. */
    public double epochs(long step) {
        return (double) step / stepsPerEpoch;
    }

    private static long nextMultiple(long step, long every) {
        return every == 0 ? Long.MAX_VALUE : (step / every + 1) * every;
    }

    private static boolean isMultiple(long step, long every) {
        return every > 0 && step > 0 && step % every == 0;
    }
}
