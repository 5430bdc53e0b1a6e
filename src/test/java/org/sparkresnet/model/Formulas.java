package org.sparkresnet.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.sparkresnet.data.Batch;
import org.sparkresnet.image.PictureShape;

/** Numbers that this side and {@code src/test/python/golden_networks.py} compute alike, bit for bit. */
final class Formulas {
    private static final int PICTURES = 1000;

    private Formulas() {}

    /** The integer hash "lowbias32". */
    static int mix(int value) {
        int x = value;
        x ^= x >>> 16;
        x *= 0x7FEB352D;
        x ^= x >>> 15;
        x *= 0x846CA68B;
        return x ^ x >>> 16;
    }

    /** Number {@code i} of a stream, in [-1, 1). */
    static double uniform(int stream, int i) {
        return Integer.toUnsignedLong(mix(i ^ mix(stream))) / 0x1p31 - 1;
    }

    /** The pictures, of mean 0 and variance 1, and the labels of a step, for ten classes. */
    static Batch batch(PictureShape shape, int size, int step) {
        return batch(shape, size, PICTURES, step);
    }

    /** The same, with the pictures of step s from stream {@code pictures + s}. */
    static Batch batch(PictureShape shape, int size, int pictures, int step) {
        FloatBuffer images = direct(size * shape.values());
        for (int i = 0; i < images.capacity(); i++) {
            images.put(i, (float) (uniform(pictures + step, i) * Math.sqrt(3)));
        }
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            labels[i] = (7 * i + 3 * step) % 10;
        }
        return new Batch(images, labels, () -> {});
    }

    /** The batch of step 0 whose targets are mixed; its pictures are not, because noise mixed with noise is noise. */
    static Batch mixed(PictureShape shape, int size, float share) {
        Batch batch = batch(shape, size, 0);
        int[] labels = IntStream.range(0, size).map(batch::label).toArray();
        return new Batch(batch.images(), labels, share, List.of(), () -> {});
    }

    /** Zeros, as the ports want them: direct, in native order. */
    static FloatBuffer direct(int length) {
        return ByteBuffer.allocateDirect(length * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** A copy, from position 0. */
    static float[] copy(FloatBuffer buffer) {
        float[] values = new float[buffer.limit()];
        buffer.duplicate().position(0).get(values);
        return values;
    }
}
