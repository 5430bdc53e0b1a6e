package org.sparkresnet.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;

class ComputeThreadsTest {
    @AfterEach
    void backToOneThread() {
        ComputeThreads.use(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 1, 3})
    void numberIsThatOfTheNativeLibrary(int threads) {
        ComputeThreads.use(threads);
        assertThat(ComputeThreads.current()).isEqualTo(threads);
        assertThat(Nd4j.getEnvironment().maxMasterThreads())
                .isEqualTo(Math.min(threads, Nd4j.getEnvironment().maxThreads()));
    }

    @Test
    void matrixProductsNeverDependOnTheNumber() {
        ComputeThreads.use(2);
        assertThat(Nd4j.factory().blas().getMaxThreads()).isEqualTo(1);
    }

    @Test
    void numberBelongsToTheCallingThread() {
        ComputeThreads.use(1);
        int there = CompletableFuture.supplyAsync(
                        () -> {
                            ComputeThreads.use(3);
                            return ComputeThreads.current();
                        },
                        task -> new Thread(task).start())
                .join();
        assertThat(there).isEqualTo(3);
        assertThat(ComputeThreads.current()).isEqualTo(1);
    }

    @Test
    void noThreadIsRefused() {
        assertThatThrownBy(() -> ComputeThreads.use(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threads is 0, must be at least 1");
    }

    @Test
    void platformNamesThreadsAndVersions() {
        ComputeThreads.use(2);
        assertThat(Platform.describe())
                .matches(".+ \\[.*], 2 threads, nd4j 1\\.0\\.0-M2\\.1, build level \\d")
                .isEqualTo(Platform.describe());
    }
}
