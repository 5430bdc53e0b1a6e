package org.sparkresnet.compute.onednn;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.sparkresnet.compute.engine.NativeMemory;
import org.sparkresnet.compute.kernel.Kernel;
import org.sparkresnet.compute.kernel.Shape;

/** Kernels of one layout, and memory to call them on; what goes in and comes out is plain. */
final class KernelBench implements AutoCloseable {
    private final Layout layout;
    private final OneDnnKernels kernels;
    private final List<NativeMemory> pieces = new ArrayList<>();

    KernelBench(Layout layout) {
        this.layout = layout;
        kernels = new OneDnnKernels(layout);
    }

    OneDnnKernels kernels() {
        return kernels;
    }

    /** Values in [-1, 1). */
    static float[] random(long count, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[Math.toIntExact(count)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    /** Memory full of numbers that no kernel may leave there. */
    long room(long bytes) {
        NativeMemory memory = new NativeMemory(Math.max(bytes, 1));
        pieces.add(memory);
        FloatBuffer floats = NativeMemory.floats(memory.address(), bytes / Float.BYTES);
        while (floats.hasRemaining()) {
            floats.put(-12345);
        }
        return memory.address();
    }

    /** Room for an activation. */
    long room(Shape activation) {
        return room(kernels.bytes(activation));
    }

    /** A plain array. */
    long plain(float[] values) {
        long address = room((long) values.length * Float.BYTES);
        NativeMemory.floats(address, values.length).put(0, values);
        return address;
    }

    /** An activation from {@code [N, C, H, W]}. */
    long activation(Shape shape, float[] values) {
        long address = room(shape);
        FloatBuffer floats = NativeMemory.floats(address, shape.values());
        for (int i = 0; i < values.length; i++) {
            floats.put(place(shape, i), values[i]);
        }
        return address;
    }

    float[] readPlain(long address, long count) {
        float[] values = new float[Math.toIntExact(count)];
        NativeMemory.floats(address, count).get(0, values);
        return values;
    }

    /** {@code [N, C, H, W]} from an activation. */
    float[] readActivation(long address, Shape shape) {
        FloatBuffer floats = NativeMemory.floats(address, shape.values());
        float[] values = new float[Math.toIntExact(shape.values())];
        for (int i = 0; i < values.length; i++) {
            values[i] = floats.get(place(shape, i));
        }
        return values;
    }

    void run(Kernel kernel, long... operands) {
        kernel.on(room(kernel.scratchBytes()), operands).run();
    }

    /** Where number {@code i} of {@code [N, C, H, W]} is: channels are split into blocks, which go innermost. */
    private int place(Shape shape, int i) {
        int pixels = shape.height() * shape.width();
        int pixel = i % pixels;
        int channel = i / pixels % shape.channels();
        int picture = i / pixels / shape.channels();
        int block = block(shape.channels());
        return ((picture * shape.channels() / block + channel / block) * pixels + pixel) * block + channel % block;
    }

    private int block(int channels) {
        int block =
                switch (layout) {
                    case CHANNELS_LAST -> channels;
                    case BLOCKS_OF_8 -> 8;
                    case BLOCKS_OF_16 -> 16;
                };
        return channels % block == 0 ? block : 1;
    }

    @Override
    public void close() {
        kernels.close();
        pieces.forEach(NativeMemory::close);
    }
}
