package org.sparkresnet.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.storage.SmallHdfs;

/** What a run writes beside its checkpoints, where no space is left. */
@Tag("cluster")
class FullHdfsTest {
    @RegisterExtension
    private static final SmallHdfs HDFS = new SmallHdfs();

    @Test
    void fullDiskWhileMetricsAreWrittenIsNamedEachTime() throws IOException {
        HDFS.makeLarge("/metrics");
        MetricsLog log = MetricsLog.open(HDFS.uri("/metrics"), 0, SmallHdfs.client());
        HDFS.makeSmall("/metrics", 1);
        assertFull(() -> log.training(Reports.training(4)), "/metrics/metrics.jsonl");
        assertFull(() -> log.training(Reports.training(8)), "/metrics/metrics.jsonl");
        assertFull(log::close, "/metrics/metrics.jsonl");
    }

    @Test
    void resourcesThatFailToCloseForTheSameReasonDoNotHideIt() throws IOException {
        HDFS.makeLarge("/both");
        assertFull(
                () -> {
                    try (RunListener both =
                            new RunListeners(List.of(MetricsLog.open(HDFS.uri("/both"), 0, SmallHdfs.client())))) {
                        HDFS.makeSmall("/both", 1);
                        both.training(Reports.training(4));
                    }
                },
                "/both/metrics.jsonl");
    }

    @Test
    void fullDiskWhileTheRunBeginsOrEndsLeavesNoHalf() throws IOException {
        HDFS.makeSmall("/full", 1);
        assertFull(
                () -> TensorBoardLog.open(HDFS.uri("/full"), 0, SmallHdfs.client()),
                "/full/tensorboard/train/events.out.tfevents.");
        assertFull(
                () -> SummaryFile.write(HDFS.uri("/full/run"), "summary.json", Map.of("steps", 1), SmallHdfs.client()),
                "/full/run/summary.json");
        assertThat(HDFS.names("/full/run")).isEmpty();
        assertThat(HDFS.names("/full/tensorboard/train")).isEmpty();
    }

    private static void assertFull(org.assertj.core.api.ThrowableAssert.ThrowingCallable writing, String file) {
        assertThatThrownBy(writing)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(HDFS.uri(file))
                .hasMessageContaining(": there is no space left (The DiskSpace quota of ")
                .hasMessageEndingWith("; make space there or raise the quota, then start again");
    }
}
