package org.sparkresnet.compute;

import org.nd4j.linalg.factory.Environment;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * The number of threads that native kernels use.
 *
 * <p>It is part of what makes a result reproducible: sums inside a kernel are split by thread. Environment variables
 * cannot be trusted with it, because Spark sets {@code OMP_NUM_THREADS} to {@code spark.task.cpus} in executors and
 * nobody sets it in local mode.
 */
public final class ComputeThreads {
    private ComputeThreads() {}

    /**
     * Makes the kernels called by this thread use {@code threads} threads from now on.
     *
     * @throws IllegalStateException if the native library does not take the number
     */
    public static void use(int threads) {
        // Loads the native library; the holder below cannot do that itself.
        Environment environment = Nd4j.getEnvironment();
        environment.setMaxThreads(threads);
        environment.setMaxMasterThreads(threads);
        NativeOps nativeOps = NativeOpsHolder.getInstance().getDeviceNativeOps();
        nativeOps.setOmpNumThreads(threads);
        if (nativeOps.ompGetMaxThreads() != threads) {
            throw new IllegalStateException("asked for " + threads + " compute threads, the native library says "
                    + nativeOps.ompGetMaxThreads());
        }
    }
}
