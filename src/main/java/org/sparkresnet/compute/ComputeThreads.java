package org.sparkresnet.compute;

import org.nd4j.linalg.factory.Environment;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The number of threads that native kernels use.
 *
 * <p>It is part of what makes a result reproducible: oneDNN splits sums by OpenMP thread. Environment variables cannot
 * be trusted with it, because Spark sets {@code OMP_NUM_THREADS} to {@code spark.task.cpus} in executors and nobody
 * sets it in local mode. OpenMP's number belongs to the calling thread, so replicas in several threads of one process
 * do not disturb each other. ND4J's own kernels and OpenBLAS have one number for the process; the former's does not
 * change results, the latter's is held at 1.
 */
public final class ComputeThreads {
    private static final Logger LOG = LoggerFactory.getLogger(ComputeThreads.class);
    /** The one matrix product is that of the head, too small to be worth a second thread. */
    private static final int BLAS_THREADS = 1;

    private ComputeThreads() {}

    /**
     * Makes the kernels called by this thread use {@code threads} threads from now on.
     *
     * @param threads at least 1
     * @throws IllegalStateException if the native library does not take the number
     */
    public static void use(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + ", must be at least 1");
        }
        // Loads the native library; its holder cannot do that itself.
        Environment environment = Nd4j.getEnvironment();
        limitOwnKernels(environment, threads);
        Nd4j.factory().blas().setMaxThreads(BLAS_THREADS);
        NativeOps nativeOps = NativeOpsHolder.getInstance().getDeviceNativeOps();
        nativeOps.setOmpNumThreads(threads);
        if (current() != threads) {
            throw new IllegalStateException(
                    "asked for " + threads + " compute threads, the native library says " + current());
        }
    }

    /** How many threads the kernels use that this thread calls; the native library must be loaded. */
    public static int current() {
        return NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads();
    }

    /** ND4J fixes the upper limit when it is loaded. */
    private static void limitOwnKernels(Environment environment, int threads) {
        int limit = environment.maxThreads();
        if (limit < threads) {
            LOG.warn(
                    "ND4J was started with OMP_NUM_THREADS={} or on as many cores: its own kernels (not oneDNN's) use"
                            + " no more of the {} threads; set spark.task.cpus or OMP_NUM_THREADS to {} for full speed",
                    limit,
                    threads,
                    threads);
        }
        environment.setMaxMasterThreads(Math.min(threads, limit));
    }
}
