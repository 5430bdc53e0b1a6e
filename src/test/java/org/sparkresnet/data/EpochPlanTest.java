package org.sparkresnet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EpochPlanTest {
    /** 80 records. */
    private static final List<Integer> SIZES = List.of(7, 13, 1, 29, 30);

    private static final int EPOCHS = 3;

    /** Lanes and micro-batches that divide 80 and that do not, with small, odd and endless blocks. */
    static Stream<PlainOrder> orders() {
        int[][] batches = {{1, 1}, {1, 80}, {2, 5}, {3, 7}, {4, 3}, {5, 16}, {7, 11}, {79, 1}};
        return Stream.of(batches)
                .flatMap(batch -> Stream.of(1, 3, 1000).map(block -> order(1, batch[0], batch[1], block)));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void noRecordComesTwiceAndTheLeftOverOnesCompleteTheEpoch(PlainOrder order) {
        EpochPlan plan = order.plan();
        for (long epoch = 0; epoch < EPOCHS; epoch++) {
            List<Long> all = new ArrayList<>();
            for (int lane = 0; lane < plan.lanes(); lane++) {
                List<Long> used = used(plan, epoch, lane);
                assertThat(used).hasSize((int) plan.recordsPerLane());
                all.addAll(used);
            }
            List<Long> leftOver = numbers(plan, plan.epoch(epoch).leftOver());
            assertThat(leftOver).hasSize((int) plan.leftOver()).hasSizeLessThan(plan.globalBatch());
            all.addAll(leftOver);
            assertThat(all)
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.range(0, 80).boxed().toList());
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void orderIsTheOneOfTheDefinition(PlainOrder order) {
        EpochPlan plan = order.plan();
        assertThat(plan.stepsPerEpoch()).isEqualTo(order.stepsPerEpoch());
        for (long epoch = 0; epoch < EPOCHS; epoch++) {
            for (int lane = 0; lane < plan.lanes(); lane++) {
                assertThat(used(plan, epoch, lane)).isEqualTo(order.lane(epoch, lane));
            }
            assertThat(numbers(plan, plan.epoch(epoch).leftOver())).isEqualTo(order.leftOver(epoch));
        }
    }

    /** From a second implementation, in Python. Were it to change, no run could be resumed or repeated. */
    @Test
    void orderIsPinned() {
        EpochPlan plan = new EpochPlan(1, List.of(7, 3, 5), 2, 3, 4);
        assertThat(used(plan, 0, 0)).containsExactly(8L, 10L, 9L, 11L, 13L, 12L);
        assertThat(used(plan, 0, 1)).containsExactly(0L, 1L, 14L, 2L, 4L, 3L);
        assertThat(numbers(plan, plan.epoch(0).leftOver())).containsExactly(5L, 6L, 7L);
        assertThat(used(plan, 1, 0)).containsExactly(12L, 6L, 10L, 11L, 13L, 14L);
        assertThat(used(plan, 1, 1)).containsExactly(8L, 0L, 7L, 9L, 2L, 1L);
        assertThat(numbers(plan, plan.epoch(1).leftOver())).containsExactly(3L, 4L, 5L);
    }

    @Test
    void everyEpochLeavesOutOthers() {
        EpochPlan plan = order(1, 3, 7, 8).plan();
        Set<Set<Long>> leftOver = new HashSet<>();
        for (long epoch = 0; epoch < 10; epoch++) {
            leftOver.add(new HashSet<>(numbers(plan, plan.epoch(epoch).leftOver())));
        }
        assertThat(plan.leftOver()).isEqualTo(17);
        assertThat(leftOver).hasSize(10);
    }

    /** Over many epochs each of 80 records is left out 17 times in 80. */
    @Test
    void everyRecordIsLeftOutEquallyOften() {
        EpochPlan plan = order(1, 3, 7, 8).plan();
        int[] times = new int[80];
        for (long epoch = 0; epoch < 4000; epoch++) {
            numbers(plan, plan.epoch(epoch).leftOver()).forEach(number -> times[Math.toIntExact(number)]++);
        }
        // 850 expected, standard deviation 26.
        assertThat(times).satisfies(counts -> {
            for (int count : counts) {
                assertThat(count).isBetween(720, 980);
            }
        });
    }

    @Test
    void otherSeedsAndEpochsGiveOtherOrders() {
        Set<List<Long>> orders = new HashSet<>();
        for (long seed = -2; seed < 3; seed++) {
            for (long epoch = 0; epoch < 4; epoch++) {
                orders.add(used(order(seed, 2, 5, 16).plan(), epoch, 0));
            }
        }
        assertThat(orders).hasSize(20);
        assertThat(used(order(1, 2, 5, 16).plan(), 3, 1))
                .isEqualTo(used(order(1, 2, 5, 16).plan(), 3, 1));
    }

    @Test
    void blocksAreReallyShuffled() {
        EpochPlan plan = new EpochPlan(1, Collections.nCopies(10, 1000), 2, 50, 1000);
        for (int lane = 0; lane < 2; lane++) {
            List<Long> used = used(plan, 0, lane);
            long neighbors = LongStream.range(1, used.size())
                    .filter(i -> used.get((int) i) == used.get((int) i - 1) + 1)
                    .count();
            // One in a thousand is expected by chance; all but ten in an order that is not shuffled.
            assertThat(neighbors).isLessThan(30);
        }
    }

    @Test
    void imageNetInTenThousandShardsIsCoveredOnce() {
        EpochPlan plan = new EpochPlan(1, Collections.nCopies(10_000, 128), 8, 32, 1024);
        BitSet seen = new BitSet(1_280_000);
        for (int lane = 0; lane < plan.lanes(); lane++) {
            LaneOrder order = plan.epoch(0).lane(lane);
            numbers(plan, order.rangesFromBlockAt(0)).forEach(number -> seen.set(Math.toIntExact(number)));
        }
        assertThat(plan.leftOver()).isZero();
        assertThat(seen.cardinality()).isEqualTo(1_280_000);
    }

    @Test
    void fewerRecordsThanOneStepMakeNoStep() {
        EpochPlan plan = new EpochPlan(1, List.of(3, 4), 2, 4, 8);
        assertThat(plan.stepsPerEpoch()).isZero();
        assertThat(plan.leftOver()).isEqualTo(7);
        assertThat(numbers(plan, plan.epoch(0).leftOver())).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L, 5L, 6L);
        EpochPlan empty = new EpochPlan(1, List.of(), 2, 4, 8);
        assertThat(empty.stepsPerEpoch()).isZero();
        assertThat(empty.epoch(0).leftOver()).isEmpty();
    }

    @Test
    void planTravelsAsAValue() throws IOException, ClassNotFoundException {
        EpochPlan plan = order(1, 3, 7, 8).plan();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream output = new ObjectOutputStream(bytes)) {
            output.writeObject(plan);
        }
        try (ObjectInputStream input = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(input.readObject()).isEqualTo(plan).hasSameHashCodeAs(plan);
        }
        assertThat(plan)
                .hasToString("EpochPlan[seed=1, shards=80 records in 5 shards, lanes=3, microBatch=7, block=8]");
    }

    @Test
    void impossiblePlansAreRefused() {
        assertRefused(0, 1, 1, "lanes 0, micro-batch 1, block 1: each is at least 1");
        assertRefused(1, 0, 1, "lanes 1, micro-batch 0, block 1: each is at least 1");
        assertRefused(1, 1, 0, "lanes 1, micro-batch 1, block 0: each is at least 1");
        assertRefused(1 << 16, 1 << 15, 1, "lanes 65536 x micro-batch 32768 exceeds 31 bits");
        assertThatThrownBy(() -> order(1, 2, 5, 8).plan().epoch(0).lane(2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("lane 2 of 2");
    }

    private static void assertRefused(int lanes, int microBatch, int block, String message) {
        assertThatThrownBy(() -> order(1, lanes, microBatch, block).plan())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static PlainOrder order(long seed, int lanes, int microBatch, int block) {
        return new PlainOrder(seed, SIZES, lanes, microBatch, block);
    }

    /** The numbers of the lane's records, each looked up by its position. */
    private static List<Long> used(EpochPlan plan, long epoch, int lane) {
        LaneOrder order = plan.epoch(epoch).lane(lane);
        List<Long> read = numbers(plan, order.rangesFromBlockAt(0));
        List<Long> used = new ArrayList<>();
        for (long position = 0; position < plan.recordsPerLane(); position++) {
            LaneOrder.Block block = order.blockAt(position);
            used.add(read.get((int) block.from() + block.order()[(int) (position - block.from())]));
        }
        return used;
    }

    private static List<Long> numbers(EpochPlan plan, List<RecordRange> ranges) {
        List<Long> numbers = new ArrayList<>();
        for (RecordRange range : ranges) {
            for (int index = range.from(); index < range.to(); index++) {
                numbers.add(plan.shards().numberOf(range.shard(), index));
            }
        }
        return numbers;
    }
}
