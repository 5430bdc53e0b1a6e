package org.sparkresnet.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkresnet.shard.Content;
import org.sparkresnet.shard.ShardRecord;

/** Shards of 100 KB records, read in pieces of 1 MB, however small the blocks and batches are. */
class ReadAheadTest {
    private static final int MEGABYTE = 1 << 20;
    private static final List<Integer> SIZES = List.of(37, 41, 29);
    private static final int BLOCK = 5;

    @TempDir
    Path folder;

    private final Configuration watched = WatchedFileSystem.configuration();
    private WatchedFileSystem files;
    private ShardSet shards;

    @BeforeEach
    void writeShards() throws IOException {
        files = WatchedFileSystem.of(watched);
        shards = SmallDataSet.write(
                folder, new SmallDataSet.Seen("watched://" + folder, watched), SIZES, ReadAheadTest::record);
        files.reset(WatchedFileSystem.Mood.SOUND);
    }

    @Test
    void readsOfALaneAreOfOneMegabyteUntilItsShardOrItsStretchEnds() throws IOException {
        EpochPlan plan = new EpochPlan(1, SIZES, 2, 3, BLOCK);
        for (int lane = 0; lane < 2; lane++) {
            files.reset(WatchedFileSystem.Mood.SOUND);
            int ranges = plan.epoch(0).lane(lane).rangesFromBlockAt(0).size();
            TrainingRecords.Stretch stretch = new TrainingRecords.Stretch(0, plan.stepsPerEpoch(), lane, lane + 1);
            drain(new TrainingRecords(plan, new ShardAccess(shards, watched, MEGABYTE), stretch));
            List<Integer> calls = files.calls();
            assertThat(calls.stream().filter(bytes -> bytes < MEGABYTE)).hasSizeLessThanOrEqualTo(ranges);
            assertThat(calls).hasSizeLessThanOrEqualTo((int) (files.bytes() / MEGABYTE) + ranges);
        }
    }

    @Test
    void readsOfAnEvaluationAreOfOneMegabyteUntilAShardEnds() throws IOException {
        ShardAccess access = new ShardAccess(shards, watched, MEGABYTE);
        drain(new ValidationRecords(access, 4, new ValidationRecords.Share(0, 1)));
        assertThat(files.calls().stream().filter(bytes -> bytes < MEGABYTE)).hasSizeLessThanOrEqualTo(SIZES.size());
        assertThat(files.bytes())
                .isEqualTo(shards.manifest().shards().stream()
                        .mapToLong(shard -> shard.bytes())
                        .sum());
    }

    /** A block's bytes, two pieces, and one more for each range that it spans: what the class promises. */
    @Test
    void memoryStaysWithinItsBound() throws IOException {
        EpochPlan plan = new EpochPlan(2, SIZES, 1, 3, BLOCK);
        long record = shards.manifest().shards().get(0).bytes() / SIZES.get(0) + 1;
        int seen = 0;
        try (RecordStream stream = new ShardAccess(shards, watched, MEGABYTE).stream()) {
            for (int epoch = 0; epoch < 3; epoch++) {
                LaneReader lane = new LaneReader(plan.epoch(epoch).lane(0), stream, 0);
                for (long i = 0; i < plan.recordsPerLane(); i += 3) {
                    lane.next(3);
                    assertThat(stream.memoryBytes()).isLessThanOrEqualTo(BLOCK * record + 4L * MEGABYTE);
                    seen++;
                }
            }
        }
        assertThat(seen).isEqualTo(3 * plan.stepsPerEpoch());
        assertThat(files.openStreams()).isZero();
    }

    private static void drain(RecordSource source) throws IOException {
        List<NumberedRecord> records = new ArrayList<>();
        try (source) {
            source.forEachRemaining(batch -> records.addAll(batch.records()));
        }
        assertThat(records)
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.record().open()).isEqualTo(record(one.number())));
    }

    private static ShardRecord record(long number) {
        byte[] bytes = new byte[100_000];
        new Random(number).nextBytes(bytes);
        return new ShardRecord("large/" + number, (int) (number % 3), new Content.Encoded(bytes));
    }
}
