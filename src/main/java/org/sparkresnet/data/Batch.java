package org.sparkresnet.data;

import java.nio.FloatBuffer;

/**
 * The pictures and labels of one micro-batch.
 *
 * <p>The pixel memory belongs to the loader and is used again after {@link #close}.
 */
public final class Batch implements AutoCloseable {
    private final FloatBuffer images;
    private final int[] labels;
    private final Runnable release;

    /**
     * @param images normalized pixels {@code [N, C, H, W]}, direct, native order, position 0, limit N*C*H*W
     * @param labels {@code [N]}, class indices
     * @param release what gives the memory back
     */
    public Batch(FloatBuffer images, int[] labels, Runnable release) {
        this.images = images;
        this.labels = labels;
        this.release = release;
    }

    /** Normalized pixels {@code [N, C, H, W]}: a fresh view with position 0. */
    public FloatBuffer images() {
        return images.duplicate();
    }

    /** The class index of picture {@code i}. */
    public int label(int i) {
        return labels[i];
    }

    /** N, the number of pictures. */
    public int size() {
        return labels.length;
    }

    @Override
    public void close() {
        release.run();
    }
}
