package org.sparkresnet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkresnet.config.InvalidInputException;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BatchLoaderTest {
    private static final int BATCHES = 20;

    @AfterEach
    void noThreadIsLeft() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("batch-")) {
                thread.join(10_000);
                assertThat(thread.isAlive()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 30})
    void batchesComeInTheOrderOfTheSource(int prefetch) throws IOException {
        ScriptedSource source = ScriptedSource.of(BATCHES);
        try (BatchLoader loader = loader(source, prefetch)) {
            for (int i = 0; i < BATCHES; i++) {
                assertThat(loader.hasNext()).isTrue();
                assertIsBatch(i, loader.next());
            }
            assertExhausted(loader);
            assertThat(source.isClosed()).isFalse();
        }
        assertThat(source.isClosed()).isTrue();
    }

    @Test
    void batchMayBeSmallerThanItsMemory() throws IOException {
        try (BatchLoader loader =
                        new BatchLoader(ScriptedSource.of(1), SmallDataSet.ASSEMBLER, 100, new Loading(2, 3, 1));
                Batch batch = loader.next().batch()) {
            assertThat(batch.size()).isEqualTo(ScriptedSource.SIZE);
            assertThat(batch.images().remaining()).isEqualTo(2 * ScriptedSource.SIZE);
            assertThat(batch.images().isDirect()).isTrue();
        }
    }

    @Test
    void emptySourceGivesNothing() throws IOException {
        try (BatchLoader loader = loader(ScriptedSource.of(0), 2)) {
            assertExhausted(loader);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void memoryIsUsedAgain(int prefetch) throws IOException {
        List<FloatBuffer> views = new ArrayList<>();
        try (BatchLoader loader = loader(ScriptedSource.of(BATCHES), prefetch)) {
            while (loader.hasNext()) {
                try (Batch batch = loader.next().batch()) {
                    views.add(batch.images());
                }
            }
        }
        // A view keeps its own mark only if no later one shares its memory.
        for (int i = 0; i < views.size(); i++) {
            views.get(i).put(0, i);
        }
        long distinct = 0;
        for (int i = 0; i < views.size(); i++) {
            distinct += views.get(i).get(0) == i ? 1 : 0;
        }
        assertThat(distinct).isEqualTo(prefetch + 1L);
    }

    @Test
    void openBatchesKeepTheirPictures() throws IOException {
        try (BatchLoader loader = loader(ScriptedSource.of(BATCHES), 3)) {
            List<Minibatch> open = List.of(loader.next(), loader.next(), loader.next());
            assertThat(SmallDataSet.numberOf(open.get(2).batch(), 0)).isEqualTo(8);
            open.get(1).batch().close();
            try (Batch fourth = loader.next().batch()) {
                assertThat(SmallDataSet.numberOf(fourth, 0)).isEqualTo(12);
            }
            assertThat(SmallDataSet.numberOf(open.get(0).batch(), 3)).isEqualTo(3);
            assertThat(SmallDataSet.numberOf(open.get(2).batch(), 3)).isEqualTo(11);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 19})
    void errorOfTheSourceReachesTheConsumerInPlaceOfItsBatch(int place) throws IOException {
        InvalidInputException damage = new InvalidInputException("shard 3: record 5 is damaged; copy it again");
        ScriptedSource source = new ScriptedSource(BATCHES, place, () -> {
            throw damage;
        });
        try (BatchLoader loader = loader(source, 2)) {
            for (int i = 0; i < place; i++) {
                assertIsBatch(i, loader.next());
            }
            assertThat(catchThrowable(loader::hasNext)).isSameAs(damage);
            assertThat(catchThrowable(loader::next)).isSameAs(damage);
            assertThat(catchThrowable(loader::next)).isSameAs(damage);
        }
        assertThat(source.isClosed()).isTrue();
    }

    @Test
    void errorOfAPictureReachesTheConsumerInPlaceOfItsBatch() throws IOException {
        NetworkInput input = SmallDataSet.ASSEMBLER.input();
        NetworkInput twoClasses =
                new NetworkInput(input.shape(), input.classNames().subList(0, 2), input.normalization());
        BatchAssembler assembler = new BatchAssembler(SmallDataSet.ASSEMBLER.augmentation(), twoClasses, 1, false);
        try (BatchLoader loader =
                new BatchLoader(ScriptedSource.of(BATCHES), assembler, ScriptedSource.SIZE, new Loading(2, 3, 1))) {
            assertThatThrownBy(loader::next)
                    .isExactlyInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("record/000002: label 2, the training set has 2 classes");
        }
    }

    @Test
    void lackOfMemoryStaysAnError() throws IOException {
        OutOfMemoryError lack = new OutOfMemoryError("for the test");
        ScriptedSource source = new ScriptedSource(BATCHES, 1, () -> {
            throw lack;
        });
        try (BatchLoader loader = loader(source, 2)) {
            assertIsBatch(0, loader.next());
            assertThat(catchThrowable(loader::next)).isSameAs(lack);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10})
    void closingInTheMiddleStopsTheThread(int taken) throws IOException {
        ScriptedSource source = ScriptedSource.of(BATCHES);
        BatchLoader loader = loader(source, 2);
        for (int i = 0; i < taken; i++) {
            loader.next().batch().close();
        }
        loader.close();
        assertThat(source.isClosed()).isTrue();
        assertClosed(loader);
        loader.close();
    }

    @Test
    void closingEndsTheWaitForFreeMemory() throws IOException, InterruptedException {
        CountDownLatch third = new CountDownLatch(1);
        ScriptedSource source = new ScriptedSource(BATCHES, 2, third::countDown);
        BatchLoader loader = loader(source, 1);
        List<Batch> open = List.of(loader.next().batch(), loader.next().batch());
        third.await();
        awaitWaiting(source.reader());
        loader.close();
        assertThat(source.isClosed()).isTrue();
        assertThat(open).extracting(batch -> SmallDataSet.numberOf(batch, 0)).containsExactly(0L, 4L);
        open.forEach(Batch::close);
    }

    @Test
    void closingInterruptsAReadUnderWayAndHidesItsFailure() throws IOException, InterruptedException {
        CountDownLatch reading = new CountDownLatch(1);
        ScriptedSource source = new ScriptedSource(BATCHES, 1, ScriptedSource.untilInterrupted(reading));
        BatchLoader loader = loader(source, 2);
        assertIsBatch(0, loader.next());
        reading.await();
        loader.close();
        assertThat(source.isClosed()).isTrue();
        assertThat(source.wasClosedWhileReading()).isFalse();
        assertClosed(loader);
    }

    @Test
    void closingReleasesAConsumerThatWaitsOnAnotherThread() throws IOException, InterruptedException {
        CountDownLatch reading = new CountDownLatch(1);
        ScriptedSource source = new ScriptedSource(BATCHES, 0, ScriptedSource.untilInterrupted(reading));
        BatchLoader loader = loader(source, 2);
        List<Throwable> seen = new ArrayList<>();
        Thread consumer = new Thread(() -> seen.add(catchThrowable(loader::next)), "consumer");
        consumer.start();
        reading.await();
        awaitWaiting(consumer);
        loader.close();
        consumer.join();
        assertThat(seen).singleElement().isInstanceOfSatisfying(IllegalStateException.class, error -> assertThat(error)
                .hasMessage("the loader was closed while a batch was awaited"));
    }

    /** The consumer may be ahead of the loader, behind it, or waiting for a batch that has not begun. */
    @Test
    void closingAtAnyMomentReleasesTheConsumer() throws IOException, InterruptedException {
        for (int round = 0; round < 500; round++) {
            CountDownLatch taken = new CountDownLatch(round % 5);
            BatchLoader loader = loader(ScriptedSource.of(Integer.MAX_VALUE / ScriptedSource.SIZE), 1 + round % 2);
            List<Throwable> seen = new ArrayList<>();
            Thread consumer = new Thread(
                    () -> seen.add(catchThrowable(() -> {
                        while (loader.hasNext()) {
                            loader.next().batch().close();
                            taken.countDown();
                        }
                    })),
                    "consumer");
            consumer.start();
            taken.await();
            loader.close();
            consumer.join();
            assertThat(seen).singleElement().isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void interruptedConsumerIsToldSoAndStaysInterrupted() throws IOException, InterruptedException {
        CountDownLatch reading = new CountDownLatch(1);
        ScriptedSource source = new ScriptedSource(BATCHES, 0, ScriptedSource.untilInterrupted(reading));
        try (BatchLoader loader = loader(source, 2)) {
            reading.await();
            Thread.currentThread().interrupt();
            assertThatThrownBy(loader::next)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("interrupted while waiting for a batch");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    /** A killed task closes its loader with the interrupt still pending. */
    @Test
    void interruptedCloserWaitsForTheThreadAllTheSame() throws IOException, InterruptedException {
        CountDownLatch reading = new CountDownLatch(1);
        ScriptedSource source = new ScriptedSource(BATCHES, 0, ScriptedSource.untilInterrupted(reading));
        BatchLoader loader = loader(source, 2);
        reading.await();
        Thread.currentThread().interrupt();
        loader.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(source.isClosed()).isTrue();
        assertThat(source.wasClosedWhileReading()).isFalse();
    }

    private static BatchLoader loader(RecordSource source, int prefetch) {
        return new BatchLoader(source, SmallDataSet.ASSEMBLER, ScriptedSource.SIZE, new Loading(prefetch, 2, 1));
    }

    private static void assertIsBatch(int number, Minibatch minibatch) {
        assertThat(minibatch.step()).isEqualTo(number);
        assertThat(minibatch.lane()).isEqualTo(number % 3);
        try (Batch batch = minibatch.batch()) {
            assertThat(batch.size()).isEqualTo(ScriptedSource.SIZE);
            for (int i = 0; i < ScriptedSource.SIZE; i++) {
                long record = (long) number * ScriptedSource.SIZE + i;
                assertThat(SmallDataSet.numberOf(batch, i)).isEqualTo(record);
                assertThat(batch.label(i)).isEqualTo(SmallDataSet.record(record).label());
            }
        }
    }

    private static void assertExhausted(BatchLoader loader) {
        for (int i = 0; i < 3; i++) {
            assertThat(loader.hasNext()).isFalse();
            assertThatThrownBy(loader::next)
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessage("the source has no more batches");
        }
    }

    private static void assertClosed(BatchLoader loader) {
        assertThatThrownBy(loader::hasNext)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the loader is closed");
        assertThatThrownBy(loader::next).isInstanceOf(IllegalStateException.class);
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }
}
