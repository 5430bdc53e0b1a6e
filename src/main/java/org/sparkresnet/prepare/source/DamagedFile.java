package org.sparkresnet.prepare.source;

import java.io.IOException;
import org.sparkresnet.config.InvalidInputException;

/** The sentence about a file of a source whose content ends too early or contradicts its checksum. */
public final class DamagedFile {
    private DamagedFile() {}

    /** @param failure of the library that reads the format; without a message where the file just ends */
    public static InvalidInputException refusal(String file, IOException failure) {
        String reason = failure.getMessage() == null ? "ends too early" : failure.getMessage();
        return new InvalidInputException(file + ": truncated or damaged (" + reason + "); fetch it again", failure);
    }
}
