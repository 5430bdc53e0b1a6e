package org.sparkresnet.data;

import java.io.Serializable;
import java.util.List;

/**
 * Which record each lane meets when.
 *
 * <p>The order of an epoch is the sequence of all shards in a random order, rotated by a random offset; lane m reads the
 * m-th of {@code lanes} equal contiguous stretches of it, and shuffles it block by block. So reading is sequential, an
 * epoch can be entered at any step by reading one block, and nothing depends on how many workers there are. What is
 * left over, fewer records than one global batch, is the end of the rotated sequence: others in each epoch.
 *
 * @param seed of the run
 * @param shards how many records each shard holds, in the manifest's order
 * @param lanes number of streams, at least 1
 * @param microBatch records of a lane in one step, at least 1
 * @param block records that are shuffled together, at least 1; 1 leaves only the order of the shards to chance
 */
public record EpochPlan(long seed, ShardSizes shards, int lanes, int microBatch, int block) implements Serializable {
    public EpochPlan {
        if (lanes < 1 || microBatch < 1 || block < 1) {
            throw new IllegalArgumentException(
                    "lanes " + lanes + ", micro-batch " + microBatch + ", block " + block + ": each is at least 1");
        }
        if ((long) lanes * microBatch > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("lanes " + lanes + " x micro-batch " + microBatch + " exceeds 31 bits");
        }
    }

    /** @param shardSizes records in each shard, in the manifest's order, each at least 1 */
    public EpochPlan(long seed, List<Integer> shardSizes, int lanes, int microBatch, int block) {
        this(seed, ShardSizes.of(shardSizes), lanes, microBatch, block);
    }

    /** Records in all shards together. */
    public long records() {
        return shards.records();
    }

    /** Records of one step over all lanes. */
    public int globalBatch() {
        return lanes * microBatch;
    }

    /** Whole steps in an epoch: 0 if there are fewer records than one global batch. */
    public long stepsPerEpoch() {
        return records() / globalBatch();
    }

    /** Records that an epoch leaves out, in [0, globalBatch). */
    public long leftOver() {
        return records() % globalBatch();
    }

    /** Records that each lane reads in an epoch. */
    public long recordsPerLane() {
        return stepsPerEpoch() * microBatch;
    }

    /** The order of epoch {@code epoch}, counted from 0. */
    public EpochOrder epoch(long epoch) {
        return new EpochOrder(this, epoch);
    }
}
