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

    ExchangeException(int rank, String message) {
        super(message);
        this.rank = rank;
    }

    /** Rank of the worker because of which the exchange has ended. */
    public int rank() {
        return rank;
    }
}
