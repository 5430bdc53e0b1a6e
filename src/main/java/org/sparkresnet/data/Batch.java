package org.sparkresnet.data;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * The pictures and labels of one micro-batch.
 *
 * <p>The pixel memory belongs to the loader and is used again after {@link #close}, so it must not be touched then.
 */
public final class Batch implements AutoCloseable {
    private final FloatBuffer images;
    private final int[] labels;
    private final float share;
    private final List<BadRecord> replaced;
    private final Runnable release;
    private boolean closed;

    /**
     * @param images normalized pixels {@code [N, C, H, W]}, direct, native order, position 0, limit N*C*H*W
     * @param labels {@code [N]}, class indices
     * @param share of a picture's own label in what it is trained towards, in [0, 1]: less than 1 where pictures are
     *     mixed with the partners that {@link PicturePairs} gives them
     * @param replaced records whose places others took
     * @param release gives the memory back; run once, by the first {@link #close}
     */
    public Batch(FloatBuffer images, int[] labels, float share, List<BadRecord> replaced, Runnable release) {
        this.images = images;
        this.labels = labels;
        this.share = share;
        this.replaced = List.copyOf(replaced);
        this.release = release;
    }

    /** A batch in which no record was replaced and no picture mixed. */
    public Batch(FloatBuffer images, int[] labels, Runnable release) {
        this(images, labels, 1, List.of(), release);
    }

    /**
     * Normalized pixels {@code [N, C, H, W]}: a fresh view with position 0.
     *
     * @throws IllegalStateException if the batch is closed
     */
    public FloatBuffer images() {
        if (closed) {
            throw new IllegalStateException("the batch is closed; its memory may hold another batch by now");
        }
        return images.duplicate();
    }

    /** The class index of picture {@code i}, in [0, N). */
    public int label(int i) {
        return labels[i];
    }

    /** The class index of what is mixed into picture {@code i}; of no weight where {@link #share} is 1. */
    public int partnerLabel(int i) {
        return labels[PicturePairs.partner(i, labels.length)];
    }

    /** The weight of {@link #label} beside {@link #partnerLabel}, in [0, 1], of every picture; 1 where none is mixed. */
    public float share() {
        return share;
    }

    /** The bad records of this batch, in the order of their places. */
    public List<BadRecord> replaced() {
        return replaced;
    }

    /** N, the number of pictures. */
    public int size() {
        return labels.length;
    }

    @Override
    public void close() {
        // Giving the same memory back twice would hand it to two batches at once.
        if (!closed) {
            closed = true;
            release.run();
        }
    }
}
