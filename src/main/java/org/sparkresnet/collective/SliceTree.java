package org.sparkresnet.collective;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finishes the {@link ReductionTree} above the subtrees of all workers, for one slice.
 *
 * <p>Goes through the slice in chunks that stay in the cache: each is copied into arrays, added there by vector
 * instructions, and put back. Single floats of off-heap buffers would be ten times slower. Not thread-safe.
 */
final class SliceTree {
    private static final int CHUNK = 4096;

    private final int[] program;
    private final float[][] stack;

    /** Prepares for the subtrees of {@code layout}. */
    SliceTree(Layout layout) {
        List<LaneRange> leaves = IntStream.range(0, layout.workers())
                .boxed()
                .flatMap(worker -> layout.subtreesOf(worker).stream())
                .toList();
        program = ReductionTree.postfix(layout.lanes(), leaves);
        stack = new float[deepest(program)][CHUNK];
    }

    /**
     * Sums one piece of the slice.
     *
     * @param leaves the sums of all subtrees, ascending; each is the slice, so that all have the same length
     * @param piece what to sum, within the slice
     * @param targets where the sums go, at the same place; each is a slice as well
     */
    void finish(List<FloatBuffer> leaves, Slice piece, List<FloatBuffer> targets) {
        for (int from = piece.from(); from < piece.to(); from += CHUNK) {
            int size = Math.min(CHUNK, piece.to() - from);
            evaluate(leaves, from, size);
            for (FloatBuffer target : targets) {
                target.put(from, stack[0], 0, size);
            }
        }
    }

    private void evaluate(List<FloatBuffer> leaves, int from, int size) {
        int top = -1;
        for (int instruction : program) {
            if (instruction == ReductionTree.ADD) {
                top--;
                addTo(stack[top], stack[top + 1], size);
            } else {
                top++;
                leaves.get(instruction).get(from, stack[top], 0, size);
            }
        }
    }

    private static void addTo(float[] left, float[] right, int size) {
        for (int i = 0; i < size; i++) {
            left[i] = left[i] + right[i];
        }
    }

    private static int deepest(int[] program) {
        int depth = 0;
        int deepest = 0;
        for (int instruction : program) {
            depth += instruction == ReductionTree.ADD ? -1 : 1;
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }
}
