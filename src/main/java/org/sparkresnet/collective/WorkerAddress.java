package org.sparkresnet.collective;

/**
 * Where a worker listens.
 *
 * @param host name or number that the other workers can reach
 * @param port from 1 to 65535; 0 for a worker that is alone and does not listen
 */
public record WorkerAddress(String host, int port) {
    /** Refuses an empty host and a port out of range. */
    public WorkerAddress {
        if (host.isBlank() || port < 0 || port > 0xffff) {
            throw new IllegalArgumentException("'" + host + ":" + port + "' is no address of a worker");
        }
    }

    /** Reads what {@link #toString} wrote: {@code host:port}. */
    public static WorkerAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("'" + text + "' is no address; expected host:port");
        }
        return new WorkerAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
