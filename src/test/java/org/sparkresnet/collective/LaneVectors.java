package org.sparkresnet.collective;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.SplittableRandom;

/** Vectors of lanes whose sum depends on the order of additions, and their sum in the plain recursion. */
final class LaneVectors {
    private LaneVectors() {}

    /** The vector of one lane in one step: values between 1e-6 and 1e6, both signs; a function of its arguments. */
    static float[] of(long step, int lane, int floats) {
        SplittableRandom random = new SplittableRandom(31 * step + lane);
        float[] vector = new float[floats];
        for (int i = 0; i < floats; i++) {
            vector[i] = (float) ((random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-6, 7)));
        }
        return vector;
    }

    /** Slow and obviously right. */
    static float[] sum(long step, int lanes, int floats) {
        return ReductionTree.reduce(lanes, lane -> of(step, lane, floats), LaneVectors::plus);
    }

    static float[] plus(float[] left, float[] right) {
        float[] sum = new float[left.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = left[i] + right[i];
        }
        return sum;
    }

    static FloatBuffer offHeap(float[] values) {
        return offHeap(values.length).put(0, values);
    }

    static FloatBuffer offHeap(int floats) {
        return ByteBuffer.allocateDirect(floats * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    static float[] onHeap(FloatBuffer buffer) {
        float[] values = new float[buffer.remaining()];
        buffer.get(buffer.position(), values);
        return values;
    }

    /** Adds all lanes of one worker for one step. */
    static void fill(SubtreeSums sums, long step) {
        Layout layout = sums.layout();
        LaneRange lanes = layout.lanesOf(layout.rank());
        sums.clear();
        for (int lane = lanes.from(); lane < lanes.to(); lane++) {
            sums.add(lane, offHeap(of(step, lane, layout.floats())));
        }
    }
}
