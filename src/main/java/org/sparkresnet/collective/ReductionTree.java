package org.sparkresnet.collective;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.IntFunction;

/**
 * The one order in which the values of all lanes are added, whoever adds them.
 *
 * <p>Float addition is not associative, so the order is part of the result. The sum over L lanes is a binary tree over
 * lane numbers: the node {@code [lo, hi)} with more than one lane is the sum of {@code [lo, middle)} and {@code [middle,
 * hi)}, where {@code middle - lo} is the largest power of two strictly below {@code hi - lo}. The tree knows nothing of
 * workers; so the sum does not either.
 */
public final class ReductionTree {
    /** In {@link #postfix}: add the two topmost values. */
    static final int ADD = -1;

    private ReductionTree() {}

    /**
     * Sums the values of lanes 0 to {@code lanes - 1}: the plain recursion, slow and obviously right. Every faster way
     * must give the same bits; small values such as scores are summed with it.
     *
     * @param lanes at least 1
     * @param lane the value of a lane; asked once for each, in ascending order
     * @param add left value plus right value
     */
    public static <T> T reduce(int lanes, IntFunction<T> lane, BinaryOperator<T> add) {
        return reduce(new LaneRange(0, lanes), lane, add);
    }

    /**
     * The largest tree nodes inside the lanes that one worker owns, ascending; together they are these lanes. Their sums
     * are all that a worker can compute alone.
     *
     * @param lanes lanes of the whole tree
     * @param owned a range within {@code [0, lanes)}
     */
    public static List<LaneRange> subtrees(int lanes, LaneRange owned) {
        LaneRange root = new LaneRange(0, lanes);
        if (!root.contains(owned)) {
            throw new IllegalArgumentException("lanes " + owned + " do not lie within " + root);
        }
        List<LaneRange> found = new ArrayList<>();
        collect(root, owned, found);
        return List.copyOf(found);
    }

    /** Whether {@code left} and {@code right} are the two children of one node of the tree. */
    static boolean areSiblings(int lanes, LaneRange left, LaneRange right) {
        if (left.to() != right.from()) {
            return false;
        }
        LaneRange parent = new LaneRange(left.from(), right.to());
        LaneRange node = new LaneRange(0, lanes);
        while (node.size() > parent.size()) {
            node = left(node).contains(parent) ? left(node) : right(node);
        }
        return node.equals(parent) && left(node).equals(left);
    }

    /**
     * The tree above {@code leaves} for a stack machine: a number that is not negative pushes that leaf, {@link #ADD}
     * replaces the two topmost values by their sum.
     *
     * @param leaves nodes of the tree, ascending, that together are all lanes
     */
    static int[] postfix(int lanes, List<LaneRange> leaves) {
        List<Integer> program = new ArrayList<>();
        write(new LaneRange(0, lanes), leaves, program);
        return program.stream().mapToInt(Integer::intValue).toArray();
    }

    private static void write(LaneRange node, List<LaneRange> leaves, List<Integer> program) {
        int leaf = leaves.indexOf(node);
        if (leaf >= 0) {
            program.add(leaf);
        } else {
            write(left(node), leaves, program);
            write(right(node), leaves, program);
            program.add(ADD);
        }
    }

    private static <T> T reduce(LaneRange node, IntFunction<T> lane, BinaryOperator<T> add) {
        if (node.size() == 1) {
            return lane.apply(node.from());
        }
        T left = reduce(left(node), lane, add);
        T right = reduce(right(node), lane, add);
        return add.apply(left, right);
    }

    private static void collect(LaneRange node, LaneRange owned, List<LaneRange> found) {
        if (owned.contains(node)) {
            found.add(node);
        } else if (node.from() < owned.to() && owned.from() < node.to()) {
            collect(left(node), owned, found);
            collect(right(node), owned, found);
        }
    }

    private static LaneRange left(LaneRange node) {
        return new LaneRange(node.from(), middle(node));
    }

    private static LaneRange right(LaneRange node) {
        return new LaneRange(middle(node), node.to());
    }

    private static int middle(LaneRange node) {
        return node.from() + Integer.highestOneBit(node.size() - 1);
    }
}
