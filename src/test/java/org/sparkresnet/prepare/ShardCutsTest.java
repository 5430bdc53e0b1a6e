package org.sparkresnet.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShardCutsTest {
    @Test
    void shardsCoverTheRecordsBalancedAndNeverExceedTheirSize() {
        for (int records = 1; records <= 60; records++) {
            for (int most = 1; most <= 61; most++) {
                ShardCuts cuts = ShardCuts.of(records, most);
                int[] sizes = IntStream.range(0, cuts.shards()).map(cuts::size).toArray();
                assertThat(cuts.shards()).isEqualTo((int) Math.ceil((double) records / most));
                assertThat(IntStream.of(sizes).sum()).isEqualTo(records);
                assertThat(sizes[0]).isLessThanOrEqualTo(most);
                assertThat(sizes[0] - sizes[sizes.length - 1]).isBetween(0, 1);
                assertFirstPlaces(cuts, sizes, records);
            }
        }
    }

    @Test
    void firstPlacesOfManyRecordsAreFound() {
        ShardCuts cuts = ShardCuts.of(1_281_167, 1000);
        assertThat(cuts.shards()).isEqualTo(1282);
        assertThat(cuts.size(0)).isEqualTo(1000);
        assertThat(cuts.size(1281)).isEqualTo(999);
        assertThat(IntStream.range(0, 1_281_167).filter(cuts::isFirst).count()).isEqualTo(1282);
    }

    @Test
    void partitionsTakeConsecutiveShards() {
        for (int shards = 1; shards <= 20; shards++) {
            List<OrderKey> firstKeys = IntStream.range(0, shards)
                    .mapToObj(i -> new OrderKey(10L * i, "a"))
                    .toList();
            for (int partitions = 1; partitions <= shards; partitions++) {
                ShardPartitioner partitioner = new ShardPartitioner(firstKeys, partitions);
                for (int shard = 0; shard < shards; shard++) {
                    int partition = partitioner.getPartition(new OrderKey(10L * shard + 9, "b"));
                    assertThat(partitioner.getPartition(new OrderKey(10L * shard, "a")))
                            .isEqualTo(partition);
                    assertThat(shard)
                            .isBetween(
                                    ShardPartitioner.firstShard(partition, partitions, shards),
                                    ShardPartitioner.firstShard(partition + 1, partitions, shards) - 1);
                }
                assertThat(ShardPartitioner.firstShard(partitions, partitions, shards))
                        .isEqualTo(shards);
            }
        }
    }

    @Test
    void orderIsThatOfUnsignedHashesThenNames() {
        // printf '1/train-images-idx3-ubyte/000042' | sha256sum | cut -c 1-16
        assertThat(OrderKey.of(1, "train-images-idx3-ubyte/000042").hash()).isEqualTo(0xbf6efa6981331225L);
        assertThat(new OrderKey(-1, "a")).isGreaterThan(new OrderKey(1, "b"));
        assertThat(new OrderKey(1, "b")).isGreaterThan(new OrderKey(1, "a"));
    }

    @Test
    void moreShardsThanRecordsIsADefect() {
        assertThatThrownBy(() -> new ShardCuts(3, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ShardCuts(3, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertFirstPlaces(ShardCuts cuts, int[] sizes, int records) {
        Set<Integer> first = new HashSet<>();
        int place = 0;
        for (int size : sizes) {
            first.add(place);
            place += size;
        }
        for (int i = 0; i < records; i++) {
            assertThat(cuts.isFirst(i)).isEqualTo(first.contains(i));
        }
    }
}
