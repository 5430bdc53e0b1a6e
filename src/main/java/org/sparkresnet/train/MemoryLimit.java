package org.sparkresnet.train;

/**
 * What one machine, container or Java machine gives to workers.
 *
 * @param kind what counts against it
 * @param setting where it comes from, for people
 * @param bytes how much there is
 * @param share who has to get along with it
 * @param remedy how to get more, for people
 */
public record MemoryLimit(Kind kind, String setting, long bytes, Share share, String remedy) {
    /** What counts against a limit. */
    public enum Kind {
        /** Only what Java's own direct buffers hold: sums and batches. */
        DIRECT_BUFFERS,
        /** What lies in the Java heap: records. */
        HEAP,
        /** All that lies outside of the Java heap. */
        OUTSIDE_HEAP,
        /** That, and the heaps. */
        ALL
    }

    /**
     * Who shares a limit.
     *
     * @param processes with workers, at least 1
     * @param workers in all of them together, at least 1
     * @param heaps bytes of the Java heaps of all processes
     */
    public record Share(int processes, int workers, long heaps) {}
}
