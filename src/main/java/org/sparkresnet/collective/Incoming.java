package org.sparkresnet.collective;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * What one peer sends for one purpose: the buffers it goes to and how far they are filled.
 *
 * <p>Messages must come in order and without gaps within each part; anything else is refused. Guarded by the lock of
 * {@link Group}; only the sinks that {@link #accept} hands out are filled outside of it.
 */
final class Incoming {
    /** No message has come yet. */
    private static final int NOTHING = -1;

    private final boolean early;
    private List<FloatBuffer> targets = List.of();
    private int[] filled = {};
    private boolean bound;
    private long operation;
    private long step;
    private byte[] note = {};

    private Incoming(boolean early) {
        this.early = early;
    }

    /** For messages that may come before this worker has begun the same operation; {@code targets} are ready for them. */
    static Incoming early(List<FloatBuffer> targets) {
        Incoming incoming = new Incoming(true);
        incoming.targets = targets;
        incoming.rewind();
        return incoming;
    }

    /** For messages that may come only between {@link #open} and {@link #close}. */
    static Incoming onDemand() {
        return new Incoming(false);
    }

    /** Expects the messages of one operation in {@code targets}. */
    void open(long expectedOperation, long expectedStep, List<FloatBuffer> newTargets) {
        targets = newTargets;
        rewind();
        bind(expectedOperation, expectedStep);
    }

    /** Expects nothing any more. */
    void close() {
        targets = List.of();
        rewind();
    }

    /** Makes the buffers free for the next operation. */
    void rewind() {
        filled = new int[targets.size()];
        Arrays.fill(filled, NOTHING);
        bound = false;
        note = new byte[0];
    }

    /**
     * Checks a message that begins.
     *
     * @return where its floats go
     * @throws IllegalStateException if it is not the next one
     */
    FloatSink accept(Header header, byte[] payload) {
        if (!bound && early) {
            bind(header.operation(), header.step());
        }
        requireOperation(header.operation(), header.step());
        require(header.part() >= 0 && header.part() < filled.length, header, filled.length + " parts are expected");
        int next = Math.max(0, filled[header.part()]);
        FloatBuffer target = targets.get(header.part());
        Slice piece = header.piece();
        require(
                piece.from() == next && piece.to() <= target.limit(),
                header,
                "floats from " + next + " are due, " + target.limit() + " in all");
        if (payload.length > 0) {
            note = payload;
        }
        return new FloatSink(target.slice(piece.from(), piece.size()));
    }

    /** All floats of the message have come. */
    void complete(Header header) {
        filled[header.part()] = header.piece().to();
    }

    /** Whether every part has come up to float {@code to}, by at least one message. */
    boolean hasCome(int to) {
        return Arrays.stream(filled).allMatch(come -> come >= to);
    }

    /** Whether every part has come to its end. */
    boolean hasComeWhole() {
        for (int part = 0; part < filled.length; part++) {
            if (filled[part] < targets.get(part).limit()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Compares what came early with what this worker does now.
     *
     * @throws IllegalStateException if the peer does something else
     */
    void requireOperation(long expectedOperation, long expectedStep) {
        if (!bound) {
            throw new IllegalStateException(
                    "operation " + expectedOperation + " of step " + expectedStep + " came where nothing was expected");
        }
        if (operation != expectedOperation || step != expectedStep) {
            throw new IllegalStateException("operation " + expectedOperation + " of step " + expectedStep
                    + " met operation " + operation + " of step " + step);
        }
    }

    List<FloatBuffer> targets() {
        return targets;
    }

    /** The note that came with the floats; empty if none did. */
    byte[] note() {
        return note;
    }

    private void bind(long newOperation, long newStep) {
        operation = newOperation;
        step = newStep;
        bound = true;
    }

    private static void require(boolean condition, Header header, String expected) {
        if (!condition) {
            throw new IllegalStateException(header + " came where " + expected);
        }
    }
}
