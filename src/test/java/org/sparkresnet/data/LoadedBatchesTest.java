package org.sparkresnet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.UndecodableException;
import org.sparkresnet.image.normalize.Normalization;
import org.sparkresnet.image.pipeline.Augmentation;
import org.sparkresnet.image.transform.Interval;
import org.sparkresnet.image.transform.RandomResizedCrop;
import org.sparkresnet.image.transform.Transform.Flip;
import org.sparkresnet.shard.BadRecordException;

/**
 * The pixels that reach the network, for any number of workers and threads: nine lanes over 83 records in shards of
 * sizes that nothing divides, three epochs, with chance in the augmentation.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LoadedBatchesTest {
    private static final PlainOrder ORDER = new PlainOrder(5, List.of(7, 13, 1, 31, 31), 9, 3, 4);
    private static final int STEPS = 3 * ORDER.stepsPerEpoch();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 3", "3, 2", "8, 1", "8, 5"})
    void pixelsAndLabelsAreThoseOfThePlainAssembly(int workers, int threads) throws Exception {
        assertEqualsPlain(write(), assembler(false), new int[] {workers, threads});
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 4", "3, 2", "8, 3"})
    void badRecordsAreReplacedTheSameByAnyNumberOfWorkersAndThreads(int workers, int threads) throws Exception {
        ShardSet shards = write();
        flip("part-00001-of-00005.tfrecord", 4);
        flip("part-00003-of-00005.tfrecord", 0);
        flip("part-00003-of-00005.tfrecord", 1);
        flip("part-00004-of-00005.tfrecord", 30);
        List<BadRecord> bad = assertEqualsPlain(shards, assembler(true), new int[] {workers, threads});
        assertThat(new TreeSet<>(bad.stream().map(BadRecord::number).toList())).containsExactly(11L, 21L, 22L, 82L);
        assertThat(bad).filteredOn(one -> one.number() == 82).isNotEmpty().allSatisfy(one -> assertThat(one.sentence())
                .contains("part-00004-of-00005.tfrecord: record 30 at offset ")
                .contains(" is damaged ("));
    }

    /** A micro-batch has three pictures, so the middle one has no partner. */
    @ParameterizedTest
    @CsvSource({"1, 1", "1, 4", "3, 2", "8, 1", "8, 3"})
    void picturesAreMixedTheSameByAnyNumberOfWorkersAndThreads(int workers, int threads) throws Exception {
        ShardSet shards = write();
        flip("part-00001-of-00005.tfrecord", 4);
        BatchAssembler plain = assembler(true);
        assertEqualsPlain(
                shards,
                new BatchAssembler(plain.augmentation(), new Mixing.Mixup(0.8), plain.input(), plain.seed(), true),
                new int[] {workers, threads});
    }

    @Test
    void withoutReplacementABadRecordIsTheErrorOfItsBatchWhateverTheThreads() throws Exception {
        ShardSet shards = write();
        for (int record = 0; record < 31; record++) {
            flip("part-00003-of-00005.tfrecord", record);
        }
        List<String> messages = new ArrayList<>();
        for (int threads = 1; threads <= 4; threads++) {
            try (BatchLoader loader =
                    loader(shards, assembler(false), new TrainingRecords.Stretch(0, STEPS, 0, 9), threads)) {
                assertThatThrownBy(() -> drain(loader, new ArrayList<>()))
                        .isExactlyInstanceOf(BadRecordException.class)
                        .satisfies(error -> messages.add(error.getMessage()));
            }
        }
        assertThat(new TreeSet<>(messages)).hasSize(1);
    }

    @Test
    void aBatchWithoutASoundRecordIsAnError() throws Exception {
        ShardSet shards = write();
        for (int record = 0; record < 31; record++) {
            flip("part-00003-of-00005.tfrecord", record);
        }
        try (BatchLoader loader = loader(shards, assembler(true), new TrainingRecords.Stretch(0, STEPS, 0, 9), 2)) {
            assertThatThrownBy(() -> drain(loader, new ArrayList<>()))
                    .isExactlyInstanceOf(BadRecordException.class)
                    .hasMessageContaining("part-00003-of-00005.tfrecord: record ");
        }
    }

    /** Pieces smaller than a record, as large as some, larger than a shard. */
    @ParameterizedTest
    @ValueSource(ints = {1, 64, 150, 1000, 100_000})
    void sizeOfAReadChangesNothing(int readAhead) throws IOException {
        ShardSet shards = write();
        TrainingRecords.Stretch all = new TrainingRecords.Stretch(0, STEPS, 0, 9);
        ShardAccess access = new ShardAccess(shards, SmallDataSet.HADOOP, readAhead);
        assertThat(SmallDataSet.drain(new TrainingRecords(ORDER.plan(), access, all)))
                .isEqualTo(ORDER.batches(0, STEPS));
    }

    private ShardSet write() throws IOException {
        return SmallDataSet.write(folder, ORDER.shardSizes());
    }

    /** Damages a pixel of a record; all records of a shard are of one length. */
    private void flip(String shard, int record) throws IOException {
        Path file = folder.resolve(shard);
        byte[] bytes = Files.readAllBytes(file);
        int records = Files.readAllLines(folder.resolve(shard + ".idx")).size();
        int place = record * (bytes.length / records) + 60;
        bytes[place] = (byte) (bytes[place] ^ 4);
        Files.write(file, bytes);
    }

    /** Loads all that the workers load together and compares it with the plain way; answers the bad records. */
    private static List<BadRecord> assertEqualsPlain(ShardSet shards, BatchAssembler assembler, int[] workersAndThreads)
            throws IOException, UndecodableException {
        int workers = workersAndThreads[0];
        List<Loaded> loaded = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            TrainingRecords.Stretch stretch =
                    new TrainingRecords.Stretch(0, STEPS, 9 * worker / workers, 9 * (worker + 1) / workers);
            try (BatchLoader loader = loader(shards, assembler, stretch, workersAndThreads[1])) {
                drain(loader, loaded);
            }
        }
        loaded.sort(Comparator.comparingLong(Loaded::step).thenComparingInt(Loaded::lane));
        ShardAccess access = new ShardAccess(shards, SmallDataSet.HADOOP, 1 << 20);
        try (TrainingRecords records =
                new TrainingRecords(ORDER.plan(), access, new TrainingRecords.Stretch(0, STEPS, 0, 9))) {
            for (Loaded batch : loaded) {
                RecordBatch expected = records.next();
                assertThat(batch.step()).isEqualTo(expected.step());
                assertThat(batch.lane()).isEqualTo(expected.lane());
                PlainAssembly plain = PlainAssembly.of(assembler, expected);
                assertThat(batch.images()).containsExactly(plain.images());
                assertThat(batch.labels()).containsExactly(plain.labels());
                assertThat(batch.share()).isEqualTo(plain.share());
                assertThat(batch.bad()).extracting(BadRecord::number).isEqualTo(plain.bad());
                assertThat(batch.bad())
                        .extracting(BadRecord::epoch)
                        .containsOnly(batch.bad().isEmpty() ? new Long[0] : new Long[] {expected.epoch()});
            }
            assertThat(records.hasNext()).isFalse();
        }
        return loaded.stream().flatMap(batch -> batch.bad().stream()).toList();
    }

    private static void drain(BatchLoader loader, List<Loaded> target) {
        while (loader.hasNext()) {
            Minibatch next = loader.next();
            try (Batch batch = next.batch()) {
                FloatBuffer images = batch.images();
                float[] values = new float[images.remaining()];
                images.get(values);
                int[] labels =
                        IntStream.range(0, batch.size()).map(batch::label).toArray();
                target.add(new Loaded(next.step(), next.lane(), values, labels, batch.share(), batch.replaced()));
            }
        }
    }

    private static BatchLoader loader(
            ShardSet shards, BatchAssembler assembler, TrainingRecords.Stretch stretch, int threads) {
        ShardAccess access = new ShardAccess(shards, SmallDataSet.HADOOP, 200);
        return new BatchLoader(
                new TrainingRecords(ORDER.plan(), access, stretch), assembler, 3, new Loading(2, threads, 200));
    }

    /** Six times larger than the two pixels of a record, so that crop and flip show. */
    private static BatchAssembler assembler(boolean replacesBad) {
        Augmentation augmentation = new Augmentation(
                List.of(new RandomResizedCrop(6, new Interval(0.3, 1), new Interval(0.5, 2)), new Flip(0.5)));
        NetworkInput input = new NetworkInput(
                new PictureShape(1, 6, 6), SmallDataSet.CLASSES, new Normalization(List.of(0.2), List.of(0.4)));
        return new BatchAssembler(augmentation, input, 11, replacesBad);
    }

    private record Loaded(long step, int lane, float[] images, int[] labels, float share, List<BadRecord> bad) {}
}
