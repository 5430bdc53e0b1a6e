package org.sparkresnet.collective;

import java.io.IOException;

/**
 * The exchange between workers has ended because of another worker; the {@link Collective} is of no more use.
 *
 * <p>A checked exception, because it is no defect of this program: processes die, and whoever runs workers must have an
 * answer to that.
 */
public abstract sealed class ExchangeException extends IOException permits PeerLostException, PeerAbortedException {
    private static final long serialVersionUID = 1L;

    private final int rank;
    private final String reason;

    ExchangeException(int rank, String message, String reason) {
        super(message + reason);
        this.rank = rank;
        this.reason = reason;
    }

    /** Rank of the worker because of which the exchange has ended. */
    public int rank() {
        return rank;
    }

    /** Why, in words; {@link PeerAbortedException}: those of the worker itself, as given to {@link Collective#abort}. */
    public String reason() {
        return reason;
    }
}
