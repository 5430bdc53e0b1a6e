package org.sparkresnet.collective;

import java.nio.FloatBuffer;
import java.util.List;

/** What this worker knows of one other worker. Every field that changes is guarded by the lock of {@link Group}. */
final class Peer implements AutoCloseable {
    private static final long NEVER = -1;

    private final int rank;
    private final List<FloatMemory> memory;
    private final Incoming reduce;
    private final Incoming gather = Incoming.onDemand();
    private final Incoming broadcast = Incoming.onDemand();
    private String address = "address unknown";
    private boolean present;
    private String silent;
    private String gone;
    private int unacknowledged;
    private long readyFor = NEVER;
    private String readyWith = "";

    /** Allocates the receive buffers: one slice of this worker for each subtree of worker {@code rank}. */
    Peer(Layout layout, int rank) {
        this.rank = rank;
        int floats = layout.sliceOf(layout.rank()).size();
        memory = layout.subtreesOf(rank).stream()
                .map(subtree -> new FloatMemory(floats))
                .toList();
        reduce = Incoming.early(memory.stream().map(FloatMemory::floats).toList());
    }

    int rank() {
        return rank;
    }

    /** {@code REDUCE}: its subtrees, for this worker's slice. */
    Incoming reduce() {
        return reduce;
    }

    /** {@code GATHER}: its finished slice. */
    Incoming gather() {
        return gather;
    }

    /** {@code BROADCAST}: its vectors. */
    Incoming broadcast() {
        return broadcast;
    }

    /** The views of the receive buffers of {@link #reduce}. */
    List<FloatBuffer> subtrees() {
        return reduce.targets();
    }

    String address() {
        return address;
    }

    void address(WorkerAddress known) {
        address = known.toString();
    }

    /** Whether it has introduced itself. */
    boolean isPresent() {
        return present;
    }

    void introduced() {
        present = true;
    }

    /**
     * Why nothing more comes from it; {@code null} while all is well. No reason to worry where it has said all it had to
     * say: a worker that is done may close its connections before its last acknowledgments are read here.
     */
    String silent() {
        return silent;
    }

    void silence(String reason) {
        silent = silent == null ? reason : silent;
    }

    /** Why it is of no more use in any case; {@code null} while all is well. */
    String gone() {
        return gone;
    }

    /** Remembers why it is gone; the first reason counts, later ones follow from it. */
    void lose(String reason) {
        gone = gone == null ? reason : gone;
    }

    /** One more message is on its way to it. */
    void sent() {
        unacknowledged++;
    }

    /** It has taken one message. */
    void acknowledged() {
        unacknowledged--;
    }

    boolean hasTakenAll() {
        return unacknowledged == 0;
    }

    /** It has buffers for a broadcast of this worker. */
    void ready(long operation, String sizes) {
        readyFor = operation;
        readyWith = sizes;
    }

    boolean isReady(long operation) {
        return readyFor == operation;
    }

    String readyWith() {
        return readyWith;
    }

    PeerLostException lost(String reason) {
        return new PeerLostException(rank, address, reason);
    }

    @Override
    public void close() {
        memory.forEach(FloatMemory::close);
    }
}
