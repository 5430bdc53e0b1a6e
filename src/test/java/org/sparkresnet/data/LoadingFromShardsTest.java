package org.sparkresnet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sparkresnet.data.TrainingRecords.Stretch;
import org.sparkresnet.shard.BadRecordException;

/** A loader over real shards: what the parts do together. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LoadingFromShardsTest {
    private static final PlainOrder ORDER = new PlainOrder(1, List.of(7, 13, 1, 29, 30), 2, 5, 7);

    @TempDir
    Path folder;

    private final Configuration watched = WatchedFileSystem.configuration();
    private WatchedFileSystem files;
    private ShardSet shards;

    @BeforeEach
    void writeShards() throws IOException {
        files = WatchedFileSystem.of(watched);
        shards = SmallDataSet.write(folder, "watched://" + folder, watched, ORDER.shardSizes());
        files.reset(WatchedFileSystem.Mood.SOUND);
    }

    @Test
    void batchesAreThoseOfThePlan() throws IOException {
        List<RecordBatch> expected = ORDER.batches(0, 16);
        try (BatchLoader loader = loader()) {
            for (RecordBatch records : expected) {
                Minibatch minibatch = loader.next();
                assertThat(minibatch.step()).isEqualTo(records.step());
                assertThat(minibatch.lane()).isEqualTo(records.lane());
                try (Batch batch = minibatch.batch()) {
                    for (int i = 0; i < batch.size(); i++) {
                        assertThat(SmallDataSet.numberOf(batch, i))
                                .isEqualTo(records.records().get(i).number());
                    }
                }
            }
            assertThat(loader.hasNext()).isFalse();
        }
        assertThat(files.openStreams()).isZero();
    }

    @Test
    void damagedRecordReachesTheConsumerAsThePersonsMistake() throws IOException {
        for (int shard = 0; shard < 5; shard++) {
            Path file = folder.resolve("part-0000" + shard + "-of-00005.tfrecord");
            byte[] bytes = Files.readAllBytes(file);
            bytes[20]++;
            Files.write(file, bytes);
        }
        try (BatchLoader loader = loader()) {
            assertThatThrownBy(() -> consume(loader))
                    .isExactlyInstanceOf(BadRecordException.class)
                    .hasMessageMatching("watched:.*tfrecord: record 0 at offset 0 is damaged \\(.*\\);"
                            + " copy the shard again or run prepare again");
        }
        assertThat(files.openStreams()).isZero();
    }

    @Test
    void closingDuringAReadThatNeverEndsLeavesNothingOpen() throws IOException, InterruptedException {
        files.reset(WatchedFileSystem.Mood.HANGING);
        BatchLoader loader = loader();
        files.awaitHangingReader();
        assertThat(files.openStreams()).isPositive();
        loader.close();
        assertThat(files.openStreams()).isZero();
        files.reset(WatchedFileSystem.Mood.SOUND);
        try (BatchLoader again = loader()) {
            consume(again);
        }
    }

    private BatchLoader loader() {
        TrainingRecords records =
                new TrainingRecords(ORDER.plan(), new ShardAccess(shards, watched, 1000), new Stretch(0, 16, 0, 2));
        return new BatchLoader(records, SmallDataSet.ASSEMBLER, ORDER.microBatch(), new Loading(2, 2, 1000));
    }

    private static void consume(BatchLoader loader) {
        while (loader.hasNext()) {
            loader.next().batch().close();
        }
    }
}
