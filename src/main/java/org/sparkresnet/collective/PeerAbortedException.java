package org.sparkresnet.collective;

/** Another worker has said that it cannot go on, and why. */
public final class PeerAbortedException extends ExchangeException {
    private static final long serialVersionUID = 1L;

    PeerAbortedException(int rank, String reason) {
        super(rank, "worker " + rank + " cannot go on: ", reason);
    }
}
