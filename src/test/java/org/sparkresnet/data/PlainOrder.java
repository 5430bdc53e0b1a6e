package org.sparkresnet.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.sparkresnet.random.NamedRandom;

/** The order of records as {@link EpochPlan} defines it, made as whole lists: slow and obviously right. */
record PlainOrder(long seed, List<Integer> shardSizes, int lanes, int microBatch, int block) {
    EpochPlan plan() {
        return new EpochPlan(seed, shardSizes, lanes, microBatch, block);
    }

    int stepsPerEpoch() {
        return sequence(0).size() / (lanes * microBatch);
    }

    /** The numbers of all records: shards in a random order, rotated by a random offset. */
    List<Long> sequence(long epoch) {
        NamedRandom random = NamedRandom.of(seed, "epoch", epoch);
        List<Long> sequence = new ArrayList<>();
        for (int shard : random.permutation(shardSizes.size())) {
            long number = shardSizes.subList(0, shard).stream()
                    .mapToLong(Integer::longValue)
                    .sum();
            for (int i = 0; i < shardSizes.get(shard); i++) {
                sequence.add(number + i);
            }
        }
        Collections.rotate(sequence, -(int) random.nextLong(sequence.size()));
        return sequence;
    }

    /** The numbers of a lane's records in the order in which they are used. */
    List<Long> lane(long epoch, int lane) {
        int size = stepsPerEpoch() * microBatch;
        List<Long> stretch = sequence(epoch).subList(lane * size, (lane + 1) * size);
        List<Long> used = new ArrayList<>();
        for (int from = 0; from < size; from += block) {
            List<Long> together = stretch.subList(from, Math.min(from + block, size));
            NamedRandom random = NamedRandom.of(seed, "block", epoch, lane, from / block);
            for (int index : random.permutation(together.size())) {
                used.add(together.get(index));
            }
        }
        return used;
    }

    /** What an epoch does not use. */
    List<Long> leftOver(long epoch) {
        List<Long> sequence = sequence(epoch);
        return sequence.subList(stepsPerEpoch() * lanes * microBatch, sequence.size());
    }

    /** The batches of steps [from, to), all lanes of a step behind each other. */
    List<RecordBatch> batches(long from, long to) {
        List<RecordBatch> batches = new ArrayList<>();
        for (long step = from; step < to; step++) {
            long epoch = step / stepsPerEpoch();
            int first = (int) (step % stepsPerEpoch()) * microBatch;
            for (int lane = 0; lane < lanes; lane++) {
                List<Long> numbers = lane(epoch, lane).subList(first, first + microBatch);
                batches.add(new RecordBatch(step, epoch, lane, SmallDataSet.records(numbers)));
            }
        }
        return batches;
    }
}
