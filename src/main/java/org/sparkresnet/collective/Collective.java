package org.sparkresnet.collective;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.apache.spark.network.util.TransportConf;
import org.sparkresnet.collective.Group.Expectation;

/**
 * One worker's place in a group of workers that compute together.
 *
 * <p>Every worker binds, tells the others its address by some other way, and joins. Then all make the same calls in the
 * same order, each from one thread. A call that throws anything ends the membership: peers are told why, all connections
 * are closed before the exception is thrown (so nothing touches the caller's buffers any more), and later calls throw.
 * There is no way back but a new group. A group of one opens no port and starts no thread.
 */
public final class Collective implements AutoCloseable {
    /** A note must be smaller than this many bytes. */
    public static final int NOTE_LIMIT = 1 << 16;

    /** Fewer characters could be guessed. */
    private static final int SHORTEST_SECRET = 16;

    private final Layout layout;
    private final WorkerAddress address;
    private final Group group;
    private final Door door;
    private final Links links;
    private final AllReduce allReduce;
    private final Broadcast broadcast;
    private final ReentrantLock calling = new ReentrantLock();
    private boolean disconnected;
    private boolean closed;
    private long operations;

    private Collective(Layout layout, Group group, Door door, Links links, WorkerAddress address) {
        this.layout = layout;
        this.address = address;
        this.group = group;
        this.door = door;
        this.links = links;
        allReduce = new AllReduce(group, links);
        broadcast = new Broadcast(group, links);
    }

    /**
     * Allocates the receive buffers and starts to listen, on any free port.
     *
     * @param layout the group and this worker's place in it
     * @param host this machine's own name or number, which the peers can reach; never the wildcard
     * @param secret the same for all workers of a run and nobody else; at least 16 characters, taken at random
     * @param timeout the longest wait for a peer in {@link #join} and in every other call
     * @param sparkSettings settings of the application; of them {@code spark.network.*}, {@code spark.authenticate.*}
     *     and {@code spark.resnet.*} count. With {@code spark.network.crypto.enabled} all bytes are encrypted
     * @throws IOException if this machine has no such address
     * @throws org.sparkresnet.config.InvalidInputException if the settings ask for a cipher that does not work
     */
    public static Collective bind(
            Layout layout, String host, String secret, Duration timeout, Map<String, String> sparkSettings)
            throws IOException {
        requireSound(secret, timeout);
        if (InetAddress.getByName(host).isAnyLocalAddress()) {
            throw new IllegalArgumentException(
                    "host '" + host + "' would open the port to every network; name one address");
        }
        TransportConf settings = TransportSettings.of(sparkSettings, timeout);
        Group group = new Group(layout, timeout);
        if (layout.workers() == 1) {
            return new Collective(layout, group, null, null, new WorkerAddress(host, 0));
        }
        Links links = new Links(group, settings, secret);
        try {
            Door door = new Door(group, host, settings, secret);
            return new Collective(layout, group, door, links, door.address());
        } catch (IOException e) {
            links.close();
            group.close();
            throw e;
        }
    }

    /** Where this worker listens; port 0 if it is alone. */
    public WorkerAddress address() {
        return address;
    }

    /**
     * Connects with all peers. Both sides prove that they know the secret before any other byte counts. Returns when
     * every peer has done the same.
     *
     * @param peers the addresses of all workers in rank order, this one's included
     * @throws PeerLostException if a peer cannot be reached, does not know the secret, has another layout or does not
     *     come in time
     */
    public void join(List<WorkerAddress> peers) throws ExchangeException, InterruptedException {
        if (peers.size() != layout.workers()) {
            throw new IllegalArgumentException(peers.size() + " addresses for " + layout.workers() + " workers");
        }
        guard(() -> {
            long start = System.nanoTime();
            for (Peer peer : group.peers()) {
                WorkerAddress theirs = peers.get(peer.rank());
                group.update(() -> peer.address(theirs));
                if (System.nanoTime() - start < group.timeout().toNanos()) {
                    links.connect(peer, theirs);
                } else {
                    group.update(() -> peer.lose("there was no time left to connect to it"));
                }
            }
            group.await(new Expectation("it to join", peer -> peer.isPresent() && peer.hasTakenAll(), Peer::isPresent));
            return null;
        });
    }

    /**
     * Sums over all lanes. Afterwards {@code sum} holds the same bits on every worker, those of {@link
     * ReductionTree#reduce} over the lane vectors, for any number of workers.
     *
     * @param step number of the step; must be the same on all workers
     * @param mine the lanes of this worker, all added; made for the same layout
     * @param note what this worker wants all workers to know, less than {@link #NOTE_LIMIT} bytes
     * @param sum {@code layout.floats()} floats between position and limit, which do not change; must not share memory
     *     with {@code mine}
     * @return the notes of all workers, in rank order
     */
    public List<byte[]> allReduce(long step, SubtreeSums mine, byte[] note, FloatBuffer sum)
            throws ExchangeException, InterruptedException {
        if (!mine.layout().equals(layout) || sum.remaining() != layout.floats() || note.length >= NOTE_LIMIT) {
            throw new IllegalArgumentException(
                    "step " + step + " with a sum of " + sum.remaining() + " floats, a note of " + note.length
                            + " bytes and lanes of " + mine.layout() + " does not fit " + layout);
        }
        List<FloatMemory> vectors = mine.vectors();
        return guard(() -> allReduce.run(new AllReduce.Call(operations++, step, vectors, note.clone(), sum.slice())));
    }

    /**
     * Copies the vectors of worker {@code root} into those of all other workers.
     *
     * @param root a rank, the same on all workers
     * @param vectors from position to limit, which do not change; number and sizes are the same on all workers
     */
    public void broadcast(int root, FloatBuffer... vectors) throws ExchangeException, InterruptedException {
        if (root < 0 || root >= layout.workers()) {
            throw new IllegalArgumentException("there is no worker " + root + " among " + layout.workers());
        }
        List<FloatBuffer> slices = Stream.of(vectors).map(FloatBuffer::slice).toList();
        guard(() -> {
            broadcast.run(operations++, root, slices);
            return null;
        });
    }

    /**
     * Leaves the group and tells all peers why; their pending and later calls throw {@link PeerAbortedException}. May be
     * called from any thread.
     */
    public void abort(String reason) {
        end(farewell(Header.Kind.ABORT, layout.rank()), reason);
    }

    /**
     * Leaves the group without a word and gives all memory back. Peers that still need something of this worker see it
     * as lost; where all have made the same calls, nobody does. Spark's network threads end two seconds later.
     */
    @Override
    public void close() {
        group.leave("it was closed");
        calling.lock();
        try {
            disconnect();
            if (!closed) {
                closed = true;
                allReduce.close();
                broadcast.close();
                group.close();
            }
        } finally {
            calling.unlock();
        }
    }

    /** Runs one call; whatever it throws ends the membership first. */
    private <T> T guard(Call<T> call) throws ExchangeException, InterruptedException {
        calling.lock();
        try {
            group.requireSound();
            return call.run();
        } catch (PeerLostException e) {
            group.fail(e);
            end(farewell(Header.Kind.LOST, e.rank()), e.reason());
            throw e;
        } catch (PeerAbortedException e) {
            group.fail(e);
            end(farewell(Header.Kind.ABORT, e.rank()), e.reason());
            throw e;
        } catch (InterruptedException | RuntimeException | Error e) {
            end(farewell(Header.Kind.ABORT, layout.rank()), "its call ended with " + e);
            throw e;
        } finally {
            calling.unlock();
        }
    }

    /** Says farewell and disconnects; whoever comes second returns when the first one is done. */
    private synchronized void end(Header farewell, String reason) {
        group.leave(reason);
        if (links != null && !disconnected) {
            links.farewell(farewell, reason);
        }
        disconnect();
    }

    private Header farewell(Header.Kind kind, int about) {
        return Header.plain(kind, layout.rank(), 0, about);
    }

    private synchronized void disconnect() {
        if (links != null && !disconnected) {
            links.close();
            door.close();
        }
        disconnected = true;
    }

    private static void requireSound(String secret, Duration timeout) {
        if (secret.length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException(
                    "a secret of " + secret.length() + " characters can be guessed; at least " + SHORTEST_SECRET);
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a timeout of " + timeout + " leaves no time to wait");
        }
    }

    /** A collective call. */
    private interface Call<T> {
        T run() throws ExchangeException, InterruptedException;
    }
}
