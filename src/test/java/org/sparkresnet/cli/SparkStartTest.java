package org.sparkresnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SparkStartTest {
    private static final String EXECUTOR_OPTIONS = "spark.executor.defaultJavaOptions";
    private static final String RETRIES = "ipc.client.connect.max.retries.on.timeouts";

    @AfterEach
    void forget() {
        System.clearProperty("spark.hadoop." + RETRIES);
    }

    @Test
    void hadoopsClientIsToldNotToWaitForMinutes() {
        try (SparkStart spark = SparkStart.forTasks("test")) {
            assertThat(spark.hadoop().getInt(RETRIES, 45)).isEqualTo(1);
        }
        try (SparkStart spark = SparkStart.forWorkers("test", 1, 1)) {
            assertThat(spark.hadoop().getInt(RETRIES, 45)).isEqualTo(1);
        }
    }

    @Test
    void whatThePersonSetsStays() {
        System.setProperty("spark.hadoop." + RETRIES, "30");
        try (SparkStart spark = SparkStart.forTasks("test")) {
            assertThat(spark.hadoop().getInt(RETRIES, 45)).isEqualTo(30);
        }
    }

    @Test
    void executorsGetOurJavaOptionsBehindTheAdministrators() {
        System.setProperty("spark.ui.enabled", "false");
        System.setProperty(EXECUTOR_OPTIONS, "-Dadministrator=1");
        try (SparkStart spark = SparkStart.forWorkers("test", 1, 1)) {
            assertThat(spark.context().getConf().get(EXECUTOR_OPTIONS))
                    .isEqualTo("-Dadministrator=1 " + MemoryLimits.WORKER_OPTIONS);
        } finally {
            System.clearProperty(EXECUTOR_OPTIONS);
            System.clearProperty("spark.ui.enabled");
        }
    }
}
