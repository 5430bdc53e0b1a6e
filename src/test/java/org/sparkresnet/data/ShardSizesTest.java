package org.sparkresnet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShardSizesTest {
    private static final List<Integer> SIZES = List.of(2, 1, 5, 1, 3);
    private static final ShardSizes SHARDS = ShardSizes.of(SIZES);

    @Test
    void recordsAreCountedThroughTheShards() {
        assertThat(SHARDS.records()).isEqualTo(12);
        assertThat(SHARDS.shards()).isEqualTo(5);
        long number = 0;
        for (int shard = 0; shard < SIZES.size(); shard++) {
            for (int index = 0; index < SIZES.get(shard); index++) {
                assertThat(SHARDS.numberOf(shard, index)).isEqualTo(number++);
            }
        }
    }

    @Test
    void rangesAreThoseOfAWalkRecordByRecord() {
        for (int from = 0; from <= 12; from++) {
            for (int to = from; to <= 12; to++) {
                assertThat(SHARDS.ranges(from, to)).isEqualTo(walk(from, to));
            }
        }
    }

    @Test
    void reorderedShardsAreCountedInTheNewOrder() {
        assertThat(SHARDS.reordered(new int[] {4, 0, 2, 1, 3})).isEqualTo(ShardSizes.of(List.of(3, 2, 5, 1, 1)));
    }

    @Test
    void equalSizesAreEqual() {
        assertThat(ShardSizes.of(List.of(2, 1, 5, 1, 3))).isEqualTo(SHARDS).hasSameHashCodeAs(SHARDS);
        assertThat(ShardSizes.of(List.of(2, 1, 5, 4))).isNotEqualTo(SHARDS);
        assertThat(SHARDS).hasToString("12 records in 5 shards");
    }

    @Test
    void whatIsOutsideIsRefused() {
        assertThatThrownBy(() -> SHARDS.ranges(3, 13))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("records [3, 13) of 12");
        assertThatThrownBy(() -> SHARDS.ranges(-1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SHARDS.ranges(3, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ShardSizes.of(List.of(2, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("shard 1 has 0 records");
        assertThatThrownBy(() -> new RecordRange(0, 2, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<RecordRange> walk(int from, int to) {
        List<RecordRange> ranges = new ArrayList<>();
        int number = 0;
        for (int shard = 0; shard < SIZES.size(); shard++) {
            int first = -1;
            int last = -1;
            for (int index = 0; index < SIZES.get(shard); index++, number++) {
                if (number >= from && number < to) {
                    first = first < 0 ? index : first;
                    last = index;
                }
            }
            if (first >= 0) {
                ranges.add(new RecordRange(shard, first, last + 1));
            }
        }
        return ranges;
    }
}
