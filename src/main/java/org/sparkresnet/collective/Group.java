package org.sparkresnet.collective;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The state of all peers, and the waiting for it to change.
 *
 * <p>Network threads change it in {@link #update}, the calling thread waits for it in {@link #await}. One lock guards
 * everything; it is taken once per message, not per byte.
 */
final class Group implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Layout layout;
    private final Duration timeout;
    private final List<Peer> peers;
    private Ending ending;

    /** Makes the peers of {@code layout}, with their receive buffers. */
    Group(Layout layout, Duration timeout) {
        this.layout = layout;
        this.timeout = timeout;
        peers = layout.others().stream().map(rank -> new Peer(layout, rank)).toList();
    }

    /**
     * What a call waits for.
     *
     * @param what in words, for the message when it does not come
     * @param hasCome whether it has come from a peer
     * @param hasSaidAll whether a peer has nothing more to say in this call, so that it may close its connection
     */
    record Expectation(String what, Predicate<Peer> hasCome, Predicate<Peer> hasSaidAll) {}

    /** How everything ends. */
    private interface Ending {
        void raise() throws ExchangeException;
    }

    Layout layout() {
        return layout;
    }

    Duration timeout() {
        return timeout;
    }

    /** All workers but this one, beginning with the next rank. */
    List<Peer> peers() {
        return peers;
    }

    /** The worker {@code rank}, which must not be this one. */
    Peer peer(int rank) {
        return peers.get(Math.floorMod(rank - layout.rank() - 1, layout.workers()));
    }

    /** Changes the state and wakes whoever waits. */
    void update(Runnable change) {
        read(() -> {
            change.run();
            changed.signalAll();
            return null;
        });
    }

    /** Reads or changes the state, without waking anybody. */
    <T> T read(Supplier<T> reading) {
        lock.lock();
        try {
            return reading.get();
        } finally {
            lock.unlock();
        }
    }

    /** Ends this and all later calls with {@code failure}; the first reason counts. */
    void fail(ExchangeException failure) {
        end(() -> {
            throw failure;
        });
    }

    /** Ends this and all later calls, because this worker has left the group; the first reason counts. */
    void leave(String reason) {
        end(() -> {
            throw new IllegalStateException("worker " + layout.rank() + " has left its group: " + reason);
        });
    }

    /**
     * Waits until {@code expected} has come from every peer.
     *
     * @throws ExchangeException if a peer says that it cannot go on, is gone although it is still needed, or does not
     *     answer in time
     * @throws InterruptedException if the calling thread is interrupted
     */
    void await(Expectation expected) throws ExchangeException, InterruptedException {
        long start = System.nanoTime();
        lock.lockInterruptibly();
        try {
            List<Peer> missing = check(expected, start);
            while (!missing.isEmpty()) {
                long patience = timeout.toNanos() - (System.nanoTime() - start);
                if (patience <= 0) {
                    throw missing.get(0).lost("no answer in time, " + waited(expected, start));
                }
                changed.awaitNanos(patience);
                missing = check(expected, start);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the call if there is a reason to, before it has begun. */
    void requireSound() throws ExchangeException, InterruptedException {
        await(new Expectation("a sign of life", peer -> true, peer -> false));
    }

    /** What {@code of} says of each worker in rank order; {@code own} stands for this worker. */
    <T> List<T> inRankOrder(Function<Peer, T> of, T own) {
        List<T> all = new ArrayList<>();
        for (int rank = 0; rank < layout.workers(); rank++) {
            all.add(rank == layout.rank() ? own : of.apply(peer(rank)));
        }
        return all;
    }

    @Override
    public void close() {
        peers.forEach(Peer::close);
    }

    private void end(Ending reason) {
        update(() -> ending = ending == null ? reason : ending);
    }

    /** Throws if there is no hope; otherwise returns the peers that are still waited for. */
    private List<Peer> check(Expectation expected, long start) throws ExchangeException {
        if (ending != null) {
            ending.raise();
        }
        for (Peer peer : peers) {
            boolean mute = peer.silent() != null && !expected.hasSaidAll().test(peer);
            if (mute || peer.gone() != null) {
                String reason = peer.gone() == null ? peer.silent() : peer.gone();
                throw peer.lost(reason + ", " + waited(expected, start));
            }
        }
        return peers.stream().filter(peer -> !expected.hasCome().test(peer)).toList();
    }

    private String waited(Expectation expected, long start) {
        long milliseconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        return "worker " + layout.rank() + " had waited " + milliseconds / 1000.0 + " s for " + expected.what();
    }
}
