package org.sparkresnet.collective;

/**
 * Another worker has gone without a word, does not answer in time, or sends what it must not.
 *
 * <p>The message says what was known of it, what was waited for, and how long.
 */
public final class PeerLostException extends ExchangeException {
    private static final long serialVersionUID = 1L;

    private final String address;

    PeerLostException(int rank, String address, String reason) {
        super(rank, "worker " + rank + " (" + address + ") is lost: ", reason);
        this.address = address;
    }

    /** Where the lost worker listened, {@code host:port}; "address unknown" before {@link Collective#join}. */
    public String address() {
        return address;
    }
}
