package org.sparkresnet.collective;

import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Adds the lane vectors of one worker up to the sums of its complete subtrees, while they arrive in lane order.
 *
 * <p>Works like a binary counter: each arriving lane is added to the finished sums on its left that are its siblings in
 * the {@link ReductionTree}, all in one pass over the vector. At most one vector per level of the tree is kept, outside
 * of the heap, allocated once and used again in every step. Not thread-safe.
 */
public final class SubtreeSums implements AutoCloseable {
    /** Floats that are added at a time: few enough for the first-level cache, enough for long vector loops. */
    private static final int CHUNK = 4096;

    private final Layout layout;
    private final LaneRange lanes;
    private final int[] merges;
    private final List<FloatMemory> sums = new ArrayList<>();
    private final float[] sum = new float[CHUNK];
    private final float[] left = new float[CHUNK];
    private int added;
    private int depth;
    private boolean closed;

    /** Allocates the buffers for the lanes of {@code layout.rank()}. */
    public SubtreeSums(Layout layout) {
        this.layout = layout;
        lanes = layout.lanesOf(layout.rank());
        merges = new int[lanes.size()];
        int deepest = planMerges();
        for (int i = 0; i < deepest; i++) {
            sums.add(new FloatMemory(layout.floats()));
        }
    }

    /**
     * Adds the vector of the next lane; it may be overwritten afterwards.
     *
     * @param lane the lane that is due: ascending, from the first to the last one of this worker
     * @param vector its {@code layout.floats()} floats, between position and limit, which do not change; read fastest
     *     when direct and in native order
     */
    public void add(int lane, FloatBuffer vector) {
        requireOpen();
        if (isComplete() || lane != lanes.from() + added) {
            throw new IllegalStateException("lane " + lane + " was added where "
                    + (isComplete()
                            ? "all of lanes " + lanes + " were there"
                            : "lane " + (lanes.from() + added) + " was due"));
        }
        if (vector.remaining() != layout.floats()) {
            throw new IllegalArgumentException(
                    "the vector of lane " + lane + " has " + vector.remaining() + " floats, not " + layout.floats());
        }
        merge(vector.slice(), depth - merges[added]);
        depth += 1 - merges[added];
        added++;
    }

    /** Forgets all lanes, so that the next step can begin. */
    public void clear() {
        added = 0;
        depth = 0;
    }

    /** Gives the memory back; to be called once nothing is sent any more, that is, outside of every collective call. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            sums.forEach(FloatMemory::close);
        }
    }

    Layout layout() {
        return layout;
    }

    boolean isComplete() {
        return added == lanes.size();
    }

    /** The sums of the complete subtrees, ascending as in {@link ReductionTree#subtrees}. */
    List<FloatMemory> vectors() {
        requireOpen();
        if (!isComplete()) {
            throw new IllegalStateException("only " + added + " of the lanes " + lanes + " were added");
        }
        return sums.subList(0, depth);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the sums of lanes " + lanes + " are closed");
        }
    }

    /** Finds how many sums on its left each lane completes, and returns the largest number of sums kept at a time. */
    private int planMerges() {
        Deque<LaneRange> stack = new ArrayDeque<>();
        int deepest = 0;
        for (int i = 0; i < merges.length; i++) {
            LaneRange node = new LaneRange(lanes.from() + i, lanes.from() + i + 1);
            while (!stack.isEmpty() && ReductionTree.areSiblings(layout.lanes(), stack.peek(), node)) {
                node = new LaneRange(stack.pop().from(), node.to());
                merges[i]++;
            }
            stack.push(node);
            deepest = Math.max(deepest, stack.size());
        }
        return deepest;
    }

    /** Writes {@code sums[target] + (... + (sums[depth - 1] + vector))} to {@code sums[target]}. */
    private void merge(FloatBuffer vector, int target) {
        List<FloatBuffer> views = sums.stream().map(FloatMemory::floats).toList();
        for (int from = 0; from < layout.floats(); from += CHUNK) {
            int size = Math.min(CHUNK, layout.floats() - from);
            vector.get(from, sum, 0, size);
            for (int i = depth - 1; i >= target; i--) {
                views.get(i).get(from, left, 0, size);
                addTo(left, sum, size);
            }
            views.get(target).put(from, sum, 0, size);
        }
    }

    /** Apart, on arrays, so that the just-in-time compiler turns it into vector instructions. */
    private static void addTo(float[] left, float[] sum, int size) {
        for (int i = 0; i < size; i++) {
            sum[i] = left[i] + sum[i];
        }
    }
}
