package org.sparkresnet.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubtreeSumsTest {
    private static final int FLOATS = 37;
    private static final long STEP = 5;

    @Test
    void subtreesOfAllWorkersFinishToTheBitsOfThePlainRecursion() {
        for (int lanes = 1; lanes <= 17; lanes++) {
            float[] expected = LaneVectors.sum(STEP, lanes, FLOATS);
            for (int workers = 1; workers <= lanes; workers++) {
                assertThat(finish(lanes, workers, FLOATS))
                        .as("%d lanes on %d workers", lanes, workers)
                        .containsExactly(expected);
            }
        }
    }

    @Test
    void vectorsLongerThanOneChunkAreSummedWhole() {
        assertThat(finish(7, 2, 10_001)).containsExactly(LaneVectors.sum(STEP, 7, 10_001));
    }

    @Test
    void anotherOrderOfAdditionsGivesOtherBits() {
        float[] fromLeft = LaneVectors.of(STEP, 0, FLOATS);
        for (int lane = 1; lane < 8; lane++) {
            fromLeft = LaneVectors.plus(fromLeft, LaneVectors.of(STEP, lane, FLOATS));
        }
        assertThat(fromLeft).isNotEqualTo(LaneVectors.sum(STEP, 8, FLOATS));
    }

    @Test
    void lanesOutOfOrderAreRefused() {
        try (SubtreeSums sums = new SubtreeSums(new Layout(8, 2, 1, FLOATS))) {
            FloatBuffer vector = LaneVectors.offHeap(FLOATS);
            assertThatThrownBy(() -> sums.add(5, vector)).hasMessageContaining("lane 4 was due");
            sums.add(4, vector);
            assertThatThrownBy(() -> sums.add(4, vector)).hasMessageContaining("lane 5 was due");
            assertThatThrownBy(sums::vectors).hasMessageContaining("only 1 of the lanes [4, 8)");
            sums.clear();
            LaneVectors.fill(sums, STEP);
            assertThatThrownBy(() -> sums.add(8, vector)).hasMessageContaining("all of lanes [4, 8) were there");
        }
    }

    @Test
    void vectorOfAnotherLengthIsRefused() {
        try (SubtreeSums sums = new SubtreeSums(new Layout(1, 1, 0, FLOATS))) {
            assertThatThrownBy(() -> sums.add(0, LaneVectors.offHeap(FLOATS - 1)))
                    .hasMessageContaining("has 36 floats, not 37");
        }
    }

    @Test
    void closedSumsTakeNoLane() {
        SubtreeSums sums = new SubtreeSums(new Layout(1, 1, 0, FLOATS));
        sums.close();
        sums.close();
        assertThatThrownBy(() -> sums.add(0, LaneVectors.offHeap(FLOATS))).hasMessageContaining("are closed");
    }

    /** The sum over all lanes as {@code workers} workers compute it, without a network between them. */
    private static float[] finish(int lanes, int workers, int floats) {
        List<SubtreeSums> all = new ArrayList<>();
        List<FloatBuffer> leaves = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            SubtreeSums sums = new SubtreeSums(new Layout(lanes, workers, worker, floats));
            LaneVectors.fill(sums, STEP);
            sums.vectors().forEach(vector -> leaves.add(vector.floats()));
            all.add(sums);
        }
        FloatBuffer sum = LaneVectors.offHeap(floats);
        new SliceTree(new Layout(lanes, workers, 0, floats)).finish(leaves, new Slice(0, floats), List.of(sum));
        all.forEach(SubtreeSums::close);
        return LaneVectors.onHeap(sum);
    }
}
