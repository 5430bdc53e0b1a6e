package org.sparkresnet.parallel;

/**
 * A segment could not be finished because of something outside of this program: an executor died, workers lost sight of
 * each other, a file system went away. What the segment computed is gone; it can be computed again from a checkpoint.
 */
public final class WorkersLostException extends Exception {
    private static final long serialVersionUID = 1L;

    WorkersLostException(String reason) {
        super(reason);
    }

    WorkersLostException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
