package org.sparkresnet.prepare;

import java.io.Serializable;
import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * Sums of each pixel of pictures of one size. They are whole numbers, so the order of adding does not matter; they hold
 * for 10<sup>16</sup> pictures.
 */
final class MeanSums implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final double SCALE = 255;

    private long pictures;

    /** {@code [C, H, W]}, of the levels 0 to 255. */
    private final long[] sums;

    private String refusal = "";

    /** @param values of one picture */
    MeanSums(int values) {
        sums = new long[values];
    }

    /** Adds a picture: {@code [C, H, W]}, levels 0 to 255, from the beginning of the buffer. */
    void add(FloatBuffer levels) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += Math.round(levels.get(i));
        }
        pictures++;
    }

    /** Says that adding ended early by a mistake of the person: as a value, because Spark would try a failed task again. */
    void refuse(String sentence) {
        refusal = sentence;
    }

    /** The sentence of one of the tasks that ended early, if one did. */
    Optional<String> refusal() {
        return Optional.of(refusal).filter(sentence -> !sentence.isEmpty());
    }

    /** Adds what another has summed, which must not be used any more. */
    MeanSums merge(MeanSums other) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other.sums[i];
        }
        pictures += other.pictures;
        refusal = refusal.isEmpty() ? other.refusal : refusal;
        return this;
    }

    /** Number of pictures. */
    long pictures() {
        return pictures;
    }

    /** {@code [C, H, W]}, on the scale 0 to 1. */
    float[] mean() {
        float[] mean = new float[sums.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sums[i] / (pictures * SCALE));
        }
        return mean;
    }
}
