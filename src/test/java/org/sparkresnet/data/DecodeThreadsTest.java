package org.sparkresnet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What single pictures do to a loader: the slow, the hanging and the bad ones. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DecodeThreadsTest {
    private static final int BATCHES = 20;

    @Test
    void aSlowPictureHoldsUpItsOwnBatchAlone() throws IOException, InterruptedException {
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch later = new CountDownLatch(1);
        ScriptedSource source = ScriptedSource.of(BATCHES)
                .opening(1, () -> await(slow))
                .opening(2 * ScriptedSource.SIZE + 3, later::countDown);
        try (BatchLoader loader = loader(source, 3, 2)) {
            later.await();
            slow.countDown();
            for (int i = 0; i < BATCHES; i++) {
                assertIsBatch(i, loader.next());
            }
        }
    }

    @Test
    void closingEndsAPictureThatHangs() throws IOException, InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        ScriptedSource source =
                ScriptedSource.of(BATCHES).opening(ScriptedSource.SIZE, ScriptedSource.untilInterrupted(begun));
        BatchLoader loader = loader(source, 2, 2);
        begun.await();
        assertIsBatch(0, loader.next());
        loader.close();
        assertThat(source.isClosed()).isTrue();
    }

    @Test
    void theFirstOfSeveralBadPicturesOfABatchIsTheOneThatIsNamed() throws IOException {
        for (int round = 0; round < 100; round++) {
            RuntimeException second = new IllegalStateException("the second");
            ScriptedSource source = ScriptedSource.of(BATCHES)
                    .opening(1, () -> {
                        throw second;
                    })
                    .opening(3, () -> {
                        throw new IllegalStateException("the fourth");
                    });
            try (BatchLoader loader = loader(source, 2, 4)) {
                assertThat(catchThrowable(loader::next)).isSameAs(second);
                assertThat(catchThrowable(loader::next)).isSameAs(second);
            }
        }
    }

    @Test
    void loaderWithoutMemoryIsRefused() {
        assertThatThrownBy(() -> new Loading(0, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("0 batches ahead, 1 threads, reads of 1 bytes: each is at least 1");
        assertThatThrownBy(() -> new BatchLoader(ScriptedSource.of(1), SmallDataSet.ASSEMBLER, 0, new Loading(1, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static BatchLoader loader(RecordSource source, int prefetch, int threads) {
        return new BatchLoader(source, SmallDataSet.ASSEMBLER, ScriptedSource.SIZE, new Loading(prefetch, threads, 1));
    }

    private static void assertIsBatch(int number, Minibatch minibatch) {
        assertThat(minibatch.step()).isEqualTo(number);
        try (Batch batch = minibatch.batch()) {
            for (int i = 0; i < ScriptedSource.SIZE; i++) {
                assertThat(SmallDataSet.numberOf(batch, i)).isEqualTo((long) number * ScriptedSource.SIZE + i);
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
