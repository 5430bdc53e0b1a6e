package org.sparkresnet.prepare.source;

import java.util.function.Supplier;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.sparkresnet.config.InvalidInputException;

/**
 * Mistakes of the person that only show in the middle of a task. Where a task has no result in which a sentence could
 * travel, the sentence comes as a cause of Spark's exception.
 */
public final class TaskMistakes {
    private TaskMistakes() {}

    /**
     * Runs a job.
     *
     * @throws InvalidInputException if one of its tasks threw it
     */
    public static <T> T find(Supplier<T> job) {
        try {
            return job.get();
        } catch (Exception e) { // Spark's is checked, though no method declares it.
            for (Throwable cause : ExceptionUtils.getThrowableList(e)) {
                if (cause instanceof InvalidInputException mistake) {
                    throw mistake;
                }
            }
            throw e;
        }
    }
}
