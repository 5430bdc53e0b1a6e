package org.sparkresnet.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReductionTreeTest {
    private static final int MOST_LANES = 17;

    @Test
    void theFirstWorkersHaveOneLaneMore() {
        assertThat(LaneRange.ofWorker(0, 3, 8)).isEqualTo(new LaneRange(0, 3));
        assertThat(LaneRange.ofWorker(1, 3, 8)).isEqualTo(new LaneRange(3, 6));
        assertThat(LaneRange.ofWorker(2, 3, 8)).isEqualTo(new LaneRange(6, 8));
    }

    @Test
    void aWorkerWithoutLanesIsRefused() {
        assertThatThrownBy(() -> LaneRange.ofWorker(0, 4, 3)).hasMessageContaining("worker 0 of 4");
        assertThatThrownBy(() -> LaneRange.ofWorker(2, 2, 8)).hasMessageContaining("worker 2 of 2");
    }

    @Test
    void theTreeSplitsAtTheLargestPowerOfTwoBelowItsSize() {
        assertThat(inWords(1)).isEqualTo("0");
        assertThat(inWords(2)).isEqualTo("(0+1)");
        assertThat(inWords(3)).isEqualTo("((0+1)+2)");
        assertThat(inWords(4)).isEqualTo("((0+1)+(2+3))");
        assertThat(inWords(7)).isEqualTo("(((0+1)+(2+3))+((4+5)+6))");
    }

    @Test
    void subtreesAreLargestNodesAndCoverTheLanesOfTheirWorker() {
        for (int lanes = 1; lanes <= MOST_LANES; lanes++) {
            Set<LaneRange> nodes = nodes(lanes);
            for (int workers = 1; workers <= lanes; workers++) {
                for (int worker = 0; worker < workers; worker++) {
                    LaneRange owned = LaneRange.ofWorker(worker, workers, lanes);
                    List<LaneRange> subtrees = ReductionTree.subtrees(lanes, owned);
                    assertThat(lanesOf(subtrees)).isEqualTo(lanesOf(List.of(owned)));
                    assertThat(nodes).containsAll(subtrees);
                    assertThat(nodes)
                            .noneMatch(node -> owned.contains(node)
                                    && subtrees.stream().anyMatch(s -> node.contains(s) && !node.equals(s)));
                }
            }
        }
    }

    @Test
    void siblingsAreTheChildrenOfOneNode() {
        for (int lanes = 1; lanes <= MOST_LANES; lanes++) {
            Set<List<LaneRange>> siblings = siblings(lanes);
            for (LaneRange left : ranges(lanes)) {
                for (LaneRange right : ranges(lanes)) {
                    assertThat(ReductionTree.areSiblings(lanes, left, right))
                            .isEqualTo(siblings.contains(List.of(left, right)));
                }
            }
        }
    }

    private static String inWords(int lanes) {
        return ReductionTree.reduce(lanes, String::valueOf, (left, right) -> "(" + left + "+" + right + ")");
    }

    private static List<Integer> lanesOf(List<LaneRange> ranges) {
        return ranges.stream()
                .flatMap(range -> IntStream.range(range.from(), range.to()).boxed())
                .toList();
    }

    /** All nodes, found by watching the plain recursion. */
    private static Set<LaneRange> nodes(int lanes) {
        Set<LaneRange> nodes = new HashSet<>();
        IntStream.range(0, lanes).forEach(lane -> nodes.add(new LaneRange(lane, lane + 1)));
        siblings(lanes).forEach(pair -> nodes.add(join(pair.get(0), pair.get(1))));
        return nodes;
    }

    private static Set<List<LaneRange>> siblings(int lanes) {
        Set<List<LaneRange>> siblings = new HashSet<>();
        ReductionTree.reduce(lanes, lane -> new LaneRange(lane, lane + 1), (left, right) -> {
            siblings.add(List.of(left, right));
            return join(left, right);
        });
        return siblings;
    }

    private static LaneRange join(LaneRange left, LaneRange right) {
        return new LaneRange(left.from(), right.to());
    }

    private static List<LaneRange> ranges(int lanes) {
        List<LaneRange> ranges = new ArrayList<>();
        for (int from = 0; from < lanes; from++) {
            for (int to = from + 1; to <= lanes; to++) {
                ranges.add(new LaneRange(from, to));
            }
        }
        return ranges;
    }
}
