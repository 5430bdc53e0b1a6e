package org.sparkresnet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.data.TrainingRecords.Stretch;
import org.sparkresnet.shard.BadRecordException;

class TrainingRecordsTest {
    /** 80 records. */
    private static final List<Integer> SIZES = List.of(7, 13, 1, 29, 30);

    private static final int EPOCHS = 3;

    @TempDir
    Path folder;

    private final Configuration watched = WatchedFileSystem.configuration();
    private WatchedFileSystem files;
    private ShardSet shards;
    private int readAhead = 1000;

    @BeforeEach
    void writeShards() throws IOException {
        files = WatchedFileSystem.of(watched);
        shards = SmallDataSet.write(folder, "watched://" + folder, watched, SIZES);
        files.reset(WatchedFileSystem.Mood.SOUND);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 5, 3", "5, 3, 4", "5, 7, 1000", "7, 11, 3"})
    void anyNumberOfWorkersReadsTheBatchesOfTheDefinition(int lanes, int microBatch, int block) throws IOException {
        PlainOrder order = new PlainOrder(1, SIZES, lanes, microBatch, block);
        long steps = (long) EPOCHS * order.stepsPerEpoch();
        List<RecordBatch> expected = order.batches(0, steps);
        for (int workers : new int[] {1, Math.min(2, lanes), Math.min(3, lanes), lanes}) {
            List<RecordBatch> read = new ArrayList<>();
            for (int worker = 0; worker < workers; worker++) {
                Stretch stretch = new Stretch(0, steps, lanes * worker / workers, lanes * (worker + 1) / workers);
                read.addAll(read(order, stretch));
            }
            read.sort(Comparator.comparingLong(RecordBatch::step).thenComparingInt(RecordBatch::lane));
            assertThat(read).isEqualTo(expected);
        }
        assertThat(files.openStreams()).isZero();
    }

    @Test
    void batchesOfAWorkerComeStepByStepAndLaneByLane() throws IOException {
        List<RecordBatch> batches = read(new PlainOrder(1, SIZES, 5, 3, 4), new Stretch(4, 7, 1, 3));
        assertThat(batches).extracting(RecordBatch::step).containsExactly(4L, 4L, 5L, 5L, 6L, 6L);
        assertThat(batches).extracting(RecordBatch::lane).containsExactly(1, 2, 1, 2, 1, 2);
        assertThat(batches).extracting(RecordBatch::epoch).containsExactly(0L, 0L, 1L, 1L, 1L, 1L);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 3", "2, 5, 7", "5, 3, 4", "3, 7, 1000"})
    void enteringAtAnyStepEqualsGettingThere(int lanes, int microBatch, int block) throws IOException {
        PlainOrder order = new PlainOrder(2, SIZES, lanes, microBatch, block);
        long steps = (long) EPOCHS * order.stepsPerEpoch();
        List<RecordBatch> whole = read(order, new Stretch(0, steps, 0, lanes));
        for (long from = 0; from <= steps; from++) {
            List<RecordBatch> entered = read(order, new Stretch(from, Math.min(from + 3, steps), 0, lanes));
            long to = Math.min(from + 3, steps);
            assertThat(entered).isEqualTo(whole.subList((int) from * lanes, (int) to * lanes));
        }
        assertThat(read(order, new Stretch(steps / 2, steps, 0, lanes)))
                .isEqualTo(whole.subList((int) (steps / 2) * lanes, whole.size()));
    }

    /** Blocks of 12 hold whole micro-batches of 4, so a batch needs one block, and what is read ahead. */
    @ParameterizedTest
    @ValueSource(ints = {1, 50, 300})
    void enteringReadsOneBlockOfEachLane(int bytesAhead) throws IOException {
        readAhead = bytesAhead;
        PlainOrder order = new PlainOrder(1, SIZES, 2, 4, 12);
        for (long step = 0; step < order.stepsPerEpoch(); step++) {
            for (int lane = 0; lane < 2; lane++) {
                files.reset(WatchedFileSystem.Mood.SOUND);
                try (TrainingRecords records = records(order, new Stretch(step, step + 1, lane, lane + 1))) {
                    assertThat(files.bytes()).isZero();
                    records.next();
                    assertThat(files.bytes()).isPositive().isLessThanOrEqualTo(12 * recordBytes() + readAhead);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 300, 5000})
    void anEpochReadsEachRecordThatItUsesOnce(int bytesAhead) throws IOException {
        readAhead = bytesAhead;
        PlainOrder order = new PlainOrder(1, SIZES, 3, 7, 8);
        read(order, new Stretch(0, order.stepsPerEpoch(), 0, 3));
        assertThat(files.bytes()).isEqualTo((80 - order.leftOver(0).size()) * recordBytes());
    }

    @Test
    void behindTheLastStepThereIsNothing() throws IOException {
        try (TrainingRecords records = records(new PlainOrder(1, SIZES, 2, 5, 7), new Stretch(3, 3, 0, 2))) {
            assertThat(records.hasNext()).isFalse();
            assertThatThrownBy(records::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void damagedRecordIsThePersonsMistakeAndIsNamed() throws IOException {
        Path shard = folder.resolve("part-00003-of-00005.tfrecord");
        byte[] bytes = Files.readAllBytes(shard);
        bytes[(int) recordBytes() * 20 + 40]++;
        Files.write(shard, bytes);
        assertThatThrownBy(() -> readEpoch(new PlainOrder(1, SIZES, 2, 5, 7)))
                .isExactlyInstanceOf(BadRecordException.class)
                .hasMessageContaining("part-00003-of-00005.tfrecord: record 20 at offset " + recordBytes() * 20)
                .hasMessageEndingWith("copy the shard again or run prepare again");
        assertThat(files.openStreams()).isZero();
    }

    @Test
    void vanishedShardIsThePersonsMistakeAndIsNamed() throws IOException {
        Files.delete(folder.resolve("part-00001-of-00005.tfrecord"));
        assertThatThrownBy(() -> readEpoch(new PlainOrder(1, SIZES, 2, 5, 7)))
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessageContaining("part-00001-of-00005.tfrecord: missing");
    }

    @Test
    void failureOfTheFileSystemNamesTheShard() {
        files.reset(WatchedFileSystem.Mood.FAILING);
        assertThatThrownBy(() -> readEpoch(new PlainOrder(1, SIZES, 2, 5, 7)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageMatching("watched:.*/part-0000.-of-00005.tfrecord cannot be read: the disk is gone");
        assertThat(files.openStreams()).isZero();
    }

    @Test
    void stretchThatThePlanDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> new Stretch(3, 2, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Stretch(0, 2, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("steps [0, 2) of lanes [1, 1)");
        PlainOrder order = new PlainOrder(1, SIZES, 2, 5, 7);
        assertThatThrownBy(() -> records(order, new Stretch(0, 2, 1, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("toLane=3")
                .hasMessageContaining("lanes=2");
        PlainOrder stepless = new PlainOrder(1, SIZES, 2, 41, 7);
        assertThatThrownBy(() -> records(stepless, new Stretch(0, 2, 0, 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void readEpoch(PlainOrder order) throws IOException {
        read(order, new Stretch(0, order.stepsPerEpoch(), 0, order.lanes()));
    }

    private List<RecordBatch> read(PlainOrder order, Stretch stretch) throws IOException {
        return SmallDataSet.drain(records(order, stretch));
    }

    private TrainingRecords records(PlainOrder order, Stretch stretch) {
        return new TrainingRecords(order.plan(), new ShardAccess(shards, watched, readAhead), stretch);
    }

    /** All records are of one length. */
    private long recordBytes() {
        return shards.manifest().shards().get(2).bytes();
    }
}
