package org.sparkresnet.collective;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.sparkresnet.collective.Group.Expectation;

/**
 * The vectors of one worker copied to all others.
 *
 * <p>Receivers say that they are ready and how large their buffers are; only then does the root send, because before
 * there is no place for what it sends. It sends from a buffer of one piece, since a {@link FloatBuffer} of the caller
 * cannot be seen as bytes; this is for handing state over, not for every step.
 */
final class Broadcast implements AutoCloseable {
    private final Group group;
    private final Links links;
    private final FloatMemory staging;

    /** Prepares for any number of operations. {@code links} may be {@code null} where there are no peers. */
    Broadcast(Group group, Links links) {
        this.group = group;
        this.links = links;
        staging = new FloatMemory(group.peers().isEmpty() ? 0 : Slice.PIECE);
    }

    /** Copies {@code vectors}, each from position 0 to its limit, from worker {@code root} to all others. */
    void run(long operation, int root, List<FloatBuffer> vectors) throws ExchangeException, InterruptedException {
        if (group.peers().isEmpty()) {
            return;
        }
        if (root == group.layout().rank()) {
            send(operation, vectors);
        } else {
            receive(operation, group.peer(root), vectors);
        }
    }

    @Override
    public void close() {
        staging.close();
    }

    private void send(long operation, List<FloatBuffer> vectors) throws ExchangeException, InterruptedException {
        group.await(new Expectation("its buffers for a broadcast", peer -> peer.isReady(operation), peer -> false));
        for (Peer peer : group.peers()) {
            String theirs = group.read(peer::readyWith);
            if (!theirs.equals(sizes(vectors))) {
                throw peer.lost("it wants vectors of " + theirs + " floats; worker "
                        + group.layout().rank() + " has " + sizes(vectors));
            }
        }
        for (int part = 0; part < vectors.size(); part++) {
            for (Slice piece : Slice.pieces(vectors.get(part).limit())) {
                send(
                        new Header(Header.Kind.BROADCAST, group.layout().rank(), operation, 0, part, piece),
                        vectors.get(part));
            }
        }
    }

    private void send(Header header, FloatBuffer vector) throws ExchangeException, InterruptedException {
        Slice piece = header.piece();
        staging.floats().put(0, vector, piece.from(), piece.size());
        for (Peer peer : group.peers()) {
            links.upload(peer, header, new byte[0], staging.bytes(new Slice(0, piece.size())));
        }
        group.await(new Expectation("its taking of a broadcast", Peer::hasTakenAll, peer -> true));
    }

    private void receive(long operation, Peer root, List<FloatBuffer> vectors)
            throws ExchangeException, InterruptedException {
        group.update(() -> root.broadcast().open(operation, 0, vectors));
        links.tell(root, Header.plain(Header.Kind.READY, group.layout().rank(), operation, 0), sizes(vectors));
        group.await(new Expectation(
                "the broadcast of worker " + root.rank(),
                peer -> peer != root || peer.broadcast().hasComeWhole() && peer.hasTakenAll(),
                peer -> peer != root || peer.broadcast().hasComeWhole()));
        group.update(() -> root.broadcast().close());
    }

    private static String sizes(List<FloatBuffer> vectors) {
        return Arrays.toString(vectors.stream().mapToInt(FloatBuffer::limit).toArray());
    }
}
