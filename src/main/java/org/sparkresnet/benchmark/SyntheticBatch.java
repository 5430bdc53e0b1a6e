package org.sparkresnet.benchmark;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.sparkresnet.data.Batch;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.random.NamedRandom;

/** Pictures of noise with labels by chance. */
final class SyntheticBatch {
    /** Half the width of a uniform distribution with deviation 1, as normalized pixels have. */
    private static final double HALF_WIDTH = Math.sqrt(3);

    private SyntheticBatch() {}

    /** The most pictures of one batch: their bytes are counted with an int. */
    static int largest(PictureShape shape) {
        return Integer.MAX_VALUE / Float.BYTES / shape.values();
    }

    /** A batch that is a function of its arguments; {@code size} is from 1 to {@link #largest}. */
    static Batch of(PictureShape shape, int classes, int size, long seed) {
        NamedRandom random = NamedRandom.of(seed, "synthetic batch");
        int values = Math.multiplyExact(size, shape.values());
        FloatBuffer images = ByteBuffer.allocateDirect(Math.multiplyExact(values, Float.BYTES))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        for (int i = 0; i < values; i++) {
            images.put(i, (float) ((2 * random.nextDouble() - 1) * HALF_WIDTH));
        }
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            labels[i] = random.nextInt(classes);
        }
        return new Batch(images, labels, () -> {});
    }
}
