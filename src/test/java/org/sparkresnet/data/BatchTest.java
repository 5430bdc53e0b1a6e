package org.sparkresnet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BatchTest {
    private final AtomicInteger released = new AtomicInteger();
    private final Batch batch =
            new Batch(FloatBuffer.wrap(new float[] {1, 2, 3, 4}), new int[] {5, 6}, released::incrementAndGet);

    @Test
    void everyViewBeginsAtTheStart() {
        batch.images().get();
        assertThat(batch.images().get()).isEqualTo(1f);
        assertThat(batch.images().remaining()).isEqualTo(4);
        assertThat(batch.size()).isEqualTo(2);
        assertThat(batch.label(1)).isEqualTo(6);
    }

    @Test
    void pictureIsMixedWithTheOneAsFarFromTheOtherEnd() {
        Batch mixed = new Batch(FloatBuffer.allocate(3), new int[] {5, 6, 7}, 0.25f, List.of(), () -> {});
        assertThat(mixed.partnerLabel(0)).isEqualTo(7);
        assertThat(mixed.partnerLabel(1)).isEqualTo(6);
        assertThat(mixed.partnerLabel(2)).isEqualTo(5);
        assertThat(mixed.share()).isEqualTo(0.25f);
        assertThat(batch.share()).isEqualTo(1);
    }

    @Test
    void memoryIsGivenBackOnce() {
        batch.close();
        batch.close();
        assertThat(released).hasValue(1);
    }

    @Test
    void closedBatchHasNoImages() {
        batch.close();
        assertThatThrownBy(batch::images)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the batch is closed; its memory may hold another batch by now");
    }
}
