package org.sparkresnet.checkpoint;

import org.sparkresnet.config.InvalidInputException;

/** A checkpoint that cannot be what was once written; the one before it may be sound. */
public final class DamagedCheckpointException extends InvalidInputException {
    private static final long serialVersionUID = 1L;

    DamagedCheckpointException(String sentence) {
        super(sentence);
    }

    DamagedCheckpointException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** "FILE: WHAT; delete FOLDER to go on from the checkpoint before it". */
    static String sentence(Object file, String what, String folder) {
        return file + ": " + what + "; delete " + folder + " to go on from the checkpoint before it";
    }
}
