package org.sparkresnet.collective;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.sparkresnet.collective.Group.Expectation;

/**
 * The sum over all lanes: sliced reduce-scatter, then all-gather.
 *
 * <p>Every worker sends each of its subtrees in slices to the workers that own them ({@code REDUCE}), finishes the tree
 * for its own slice, and sends that to all ({@code GATHER}). Both go in pieces, so that adding and sending overlap.
 *
 * <p>Why one set of buffers is enough:
 *
 * <ul>
 *   <li>{@code GATHER} of operation k goes straight into the caller's sum. The owner can finish a piece only with this
 *       worker's {@code REDUCE}, which is sent after the sum has been opened.
 *   <li>{@code REDUCE} of operation k + 1 may come before this worker has begun that operation, therefore its buffers
 *       exist from the beginning. It cannot come before they are free: the peer first needs the last piece of this
 *       worker's slice of operation k, and that is sent after the buffers were read for the last time and rewound.
 *   <li>What is sent stays untouched until the receivers have acknowledged it; only then does the call return.
 * </ul>
 */
final class AllReduce implements AutoCloseable {
    private final Group group;
    private final Links links;
    private final Layout layout;
    private final Slice own;
    private final SliceTree tree;
    private final FloatMemory finished;

    /** Prepares for any number of operations. {@code links} may be {@code null} where there are no peers. */
    AllReduce(Group group, Links links) {
        this.group = group;
        this.links = links;
        layout = group.layout();
        own = layout.sliceOf(layout.rank());
        tree = new SliceTree(layout);
        finished = new FloatMemory(group.peers().isEmpty() ? 0 : own.size());
    }

    /**
     * One call of one worker.
     *
     * @param operation number of the call, the same on all workers
     * @param step step of the run, the same on all workers
     * @param mine sums of the complete subtrees of this worker, whole vectors
     * @param note for all workers
     * @param sum where the sum goes: position 0, limit at the length of the vectors
     */
    record Call(long operation, long step, List<FloatMemory> mine, byte[] note, FloatBuffer sum) {
        FloatBuffer sum(Slice slice) {
            return sum.slice(slice.from(), slice.size());
        }
    }

    /** Sums over all lanes and returns the notes of all workers in rank order. */
    List<byte[]> run(Call call) throws ExchangeException, InterruptedException {
        group.update(() -> open(call));
        for (Peer peer : group.peers()) {
            sendSubtrees(call, peer);
        }
        List<byte[]> notes = finishOwnSlice(call);
        group.await(new Expectation(
                "its finished slice of step " + call.step(),
                peer -> peer.gather().hasComeWhole() && peer.hasTakenAll(),
                peer -> peer.gather().hasComeWhole()));
        group.update(() -> group.peers().forEach(peer -> peer.gather().close()));
        return notes;
    }

    @Override
    public void close() {
        finished.close();
    }

    private void open(Call call) {
        for (Peer peer : group.peers()) {
            FloatBuffer target = call.sum(layout.sliceOf(peer.rank()));
            peer.gather().open(call.operation(), call.step(), List.of(target));
        }
    }

    private void sendSubtrees(Call call, Peer peer) {
        Slice slice = layout.sliceOf(peer.rank());
        for (Slice piece : Slice.pieces(slice.size())) {
            for (int part = 0; part < call.mine().size(); part++) {
                byte[] note = part == 0 && piece.from() == 0 ? call.note() : new byte[0];
                Header header = header(Header.Kind.REDUCE, call, part, piece);
                links.upload(peer, header, note, call.mine().get(part).bytes(piece.shifted(slice.from())));
            }
        }
    }

    private List<byte[]> finishOwnSlice(Call call) throws ExchangeException, InterruptedException {
        List<FloatBuffer> leaves = leaves(call);
        List<FloatBuffer> targets = targets(call);
        List<byte[]> notes = List.of();
        for (Slice piece : Slice.pieces(own.size())) {
            awaitSubtrees(call, piece);
            tree.finish(leaves, piece, targets);
            if (piece.to() == own.size()) {
                notes = takeNotes(call);
            }
            for (Peer peer : group.peers()) {
                links.upload(peer, header(Header.Kind.GATHER, call, 0, piece), new byte[0], finished.bytes(piece));
            }
        }
        return notes;
    }

    /** The sums of all subtrees in lane order, each for this worker's slice. */
    private List<FloatBuffer> leaves(Call call) {
        List<FloatBuffer> mine = call.mine().stream()
                .map(vector -> vector.floats().slice(own.from(), own.size()))
                .toList();
        return group.inRankOrder(Peer::subtrees, mine).stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<FloatBuffer> targets(Call call) {
        List<FloatBuffer> targets = new ArrayList<>();
        targets.add(call.sum(own));
        if (!group.peers().isEmpty()) {
            targets.add(finished.floats());
        }
        return targets;
    }

    private void awaitSubtrees(Call call, Slice piece) throws ExchangeException, InterruptedException {
        group.await(new Expectation(
                "its lanes of step " + call.step(), peer -> peer.reduce().hasCome(piece.to()), peer -> false));
        for (Peer peer : group.peers()) {
            requireSameOperation(call, peer);
        }
    }

    private void requireSameOperation(Call call, Peer peer) throws ExchangeException {
        try {
            group.update(() -> peer.reduce().requireOperation(call.operation(), call.step()));
        } catch (IllegalStateException e) {
            throw peer.lost("it does something else: " + e.getMessage());
        }
    }

    private List<byte[]> takeNotes(Call call) {
        return group.read(() -> {
            List<byte[]> notes = group.inRankOrder(peer -> peer.reduce().note(), call.note());
            group.peers().forEach(peer -> peer.reduce().rewind());
            return notes;
        });
    }

    private Header header(Header.Kind kind, Call call, int part, Slice piece) {
        return new Header(kind, layout.rank(), call.operation(), call.step(), part, piece);
    }
}
