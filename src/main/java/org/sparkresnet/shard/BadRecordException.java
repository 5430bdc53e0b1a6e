package org.sparkresnet.shard;

import org.sparkresnet.config.InvalidInputException;

/** One record of a data set is bad: damaged in its shard, or no sound picture. The others may be sound. */
public final class BadRecordException extends InvalidInputException {
    private static final long serialVersionUID = 1L;

    /** @param sentence names the record, what is wrong with it, and the remedy */
    public BadRecordException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
