package org.sparkresnet.collective;

/** Another worker has said that it cannot go on, and why. */
public final class PeerAbortedException extends ExchangeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    PeerAbortedException(int rank, String reason) {
        super(rank, "worker " + rank + " cannot go on: " + reason);
        this.reason = reason;
    }

    /** The words of that worker, as given to {@link Collective#abort}. */
    public String reason() {
        return reason;
    }
}
