package org.sparkresnet.parallel.worker;

import java.io.IOException;

/** No replica has the state that a segment begins with, because the executors that had it have gone. */
final class StateLostException extends IOException {
    private static final long serialVersionUID = 1L;

    StateLostException(long step) {
        super("no replica with the state of step " + step + " was left to go on from");
    }
}
