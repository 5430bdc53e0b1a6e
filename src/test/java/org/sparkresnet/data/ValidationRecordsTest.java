package org.sparkresnet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkresnet.data.ValidationRecords.Share;

class ValidationRecordsTest {
    @TempDir
    Path folder;

    @Test
    void everyRecordComesOnceInTheManifestsOrderForAnyNumberOfWorkers() throws IOException {
        ShardSet shards = SmallDataSet.write(folder, List.of(7, 13, 1, 29, 30));
        for (int batchSize : new int[] {1, 7, 16, 79, 80, 81}) {
            List<RecordBatch> expected = naive(80, batchSize);
            assertThat(ValidationRecords.batches(80, batchSize)).isEqualTo(expected.size());
            for (int workers = 1; workers <= 5; workers++) {
                List<RecordBatch> read = new ArrayList<>();
                for (int worker = 0; worker < workers; worker++) {
                    read.addAll(read(shards, batchSize, new Share(worker, workers)));
                }
                assertThat(read).isEqualTo(expected);
            }
        }
    }

    @Test
    void lastBatchHoldsWhatRemains() throws IOException {
        ShardSet shards = SmallDataSet.write(folder, List.of(3, 5));
        List<RecordBatch> batches = read(shards, 3, new Share(0, 1));
        assertThat(batches)
                .extracting(SmallDataSet::numbers)
                .containsExactly(List.of(0L, 1L, 2L), List.of(3L, 4L, 5L), List.of(6L, 7L));
    }

    @Test
    void sharesDifferByOneBatchAtMost() throws IOException {
        ShardSet shards = SmallDataSet.write(folder, List.of(11));
        List<Integer> counts = new ArrayList<>();
        for (int worker = 0; worker < 4; worker++) {
            counts.add(read(shards, 1, new Share(worker, 4)).size());
        }
        assertThat(counts).allMatch(count -> count == 2 || count == 3);
    }

    @Test
    void workerWithoutABatchHasNothing() throws IOException {
        ShardSet shards = SmallDataSet.write(folder, List.of(2));
        try (ValidationRecords records = new ValidationRecords(access(shards), 2, new Share(0, 2))) {
            assertThat(records.hasNext()).isFalse();
            assertThatThrownBy(records::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void workerThatThereIsNotIsRefused() {
        assertThatThrownBy(() -> new Share(2, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("worker 2 of 2");
    }

    private static ShardAccess access(ShardSet shards) {
        return new ShardAccess(shards, SmallDataSet.HADOOP, 1000);
    }

    private static List<RecordBatch> naive(long records, int batchSize) {
        List<RecordBatch> batches = new ArrayList<>();
        for (long from = 0; from < records; from += batchSize) {
            List<Long> numbers = LongStream.range(from, Math.min(from + batchSize, records))
                    .boxed()
                    .toList();
            batches.add(new RecordBatch(batches.size(), 0, 0, SmallDataSet.records(numbers)));
        }
        return batches;
    }

    private static List<RecordBatch> read(ShardSet shards, int batchSize, Share share) throws IOException {
        return SmallDataSet.drain(new ValidationRecords(access(shards), batchSize, share));
    }
}
