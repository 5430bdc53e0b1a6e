package org.sparkresnet.compute;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class PeakRateTest {
    @AfterEach
    void backToOneThread() {
        ComputeThreads.use(1);
    }

    @Test
    void rateIsANumberAndThreadsAreThoseAskedFor() {
        assertThat(PeakRate.gigaflopsPerSecond(2)).isFinite().isPositive();
        assertThat(ComputeThreads.current()).isEqualTo(2);
    }

    @Test
    void nd4jMeasuresWithAsManyThreadsAndGoesBackToOne() {
        ComputeThreads.use(2);
        assertThat(PeakRate.ofNd4j(2)).isFinite().isPositive();
        assertThat(Nd4j.factory().blas().getMaxThreads()).isEqualTo(1);
    }
}
