package org.sparkresnet.compute;

import java.util.Set;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sparkresnet.compute.engine.NativeMemory;
import org.sparkresnet.compute.kernel.DenseShape;
import org.sparkresnet.compute.kernel.Kernel;
import org.sparkresnet.compute.kernel.Kernels;
import org.sparkresnet.compute.onednn.OneDnnLibrary;

/**
 * The arithmetic that the processor can do at most: the rate of a large product of float32 matrices, which reads little
 * memory for what it computes. Networks are measured against it.
 */
public final class PeakRate {
    /** Rows and columns: matrices of 16 MB, 0.1 s on two cores with AVX2. */
    private static final int SIDE = 2048;

    private static final int PRODUCTS = 10;
    private static final double OPERATIONS = 2.0 * SIDE * SIDE * SIDE;

    private PeakRate() {}

    /**
     * The best of some products, in 10^9 operations per second, an addition and a multiplication being two; computed by
     * oneDNN, or by ND4J where its native library is absent.
     *
     * @param threads at least 1; the calling thread computes with as many from now on
     */
    public static double gigaflopsPerSecond(int threads) {
        ComputeThreads.use(threads);
        return OneDnnLibrary.isThere() ? ofKernels() : ofNd4j(threads);
    }

    /** By oneDNN. */
    static double ofKernels() {
        try (Kernels kernels = OneDnnLibrary.kernels(SIDE, Set.of(SIDE));
                NativeMemory left = matrix();
                NativeMemory right = matrix();
                NativeMemory bias = matrix();
                NativeMemory product = matrix()) {
            Kernel kernel = kernels.dense(new DenseShape(SIDE, SIDE, SIDE));
            try (NativeMemory scratch = new NativeMemory(kernel.scratchBytes())) {
                return best(kernel.on(
                        scratch.address(), left.address(), right.address(), bias.address(), product.address()));
            }
        }
    }

    /** Zeros; written, because the system would give one page of zeros for all that nobody has written to. */
    private static NativeMemory matrix() {
        int values = SIDE * SIDE;
        NativeMemory memory = new NativeMemory((long) values * Float.BYTES);
        NativeMemory.floats(memory.address(), values).put(new float[values]);
        return memory;
    }

    /** By ND4J, whatever else there is. */
    static double ofNd4j(int threads) {
        int usual = Nd4j.factory().blas().getMaxThreads();
        Nd4j.factory().blas().setMaxThreads(threads);
        try (INDArray left = Nd4j.zeros(DataType.FLOAT, SIDE, SIDE);
                INDArray right = Nd4j.zeros(DataType.FLOAT, SIDE, SIDE);
                INDArray product = Nd4j.zeros(DataType.FLOAT, SIDE, SIDE)) {
            return best(() -> left.mmuli(right, product));
        } finally {
            Nd4j.factory().blas().setMaxThreads(usual);
        }
    }

    private static double best(Runnable product) {
        double shortest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < PRODUCTS; i++) {
            long start = System.nanoTime();
            product.run();
            shortest = Math.min(shortest, System.nanoTime() - start);
        }
        // Operations per nanosecond are 10^9 operations per second.
        return OPERATIONS / shortest;
    }
}
