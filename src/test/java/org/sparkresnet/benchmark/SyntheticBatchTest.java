package org.sparkresnet.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sparkresnet.data.Batch;
import org.sparkresnet.image.PictureShape;

class SyntheticBatchTest {
    private static final PictureShape SHAPE = new PictureShape(3, 16, 20);

    @Test
    void pixelsAreDistributedAsNormalizedOnes() {
        FloatBuffer images = batch(20, 1).images();
        assertThat(images.remaining()).isEqualTo(20 * SHAPE.values());
        double[] values =
                IntStream.range(0, images.limit()).mapToDouble(images::get).toArray();
        double mean = IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .average()
                .orElseThrow();
        double square = IntStream.range(0, values.length)
                .mapToDouble(i -> values[i] * values[i])
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(0, within(0.05));
        assertThat(square).isCloseTo(1, within(0.05));
    }

    @Test
    void labelsAreClasses() {
        Batch batch = batch(40, 1);
        assertThat(IntStream.range(0, 40).map(batch::label).distinct().sorted()).containsExactly(0, 1, 2);
    }

    @Test
    void batchIsAFunctionOfItsSeed() {
        assertThat(batch(2, 7).images())
                .isEqualTo(batch(2, 7).images())
                .isNotEqualTo(batch(2, 8).images());
    }

    @Test
    void largestBatchStillHasBytesThatAnIntCounts() {
        long bytes = (long) SyntheticBatch.largest(SHAPE) * SHAPE.values() * Float.BYTES;
        assertThat(bytes).isLessThanOrEqualTo(Integer.MAX_VALUE);
        assertThat(bytes + (long) SHAPE.values() * Float.BYTES).isGreaterThan(Integer.MAX_VALUE);
    }

    private static Batch batch(int size, long seed) {
        return SyntheticBatch.of(SHAPE, 3, size, seed);
    }
}
