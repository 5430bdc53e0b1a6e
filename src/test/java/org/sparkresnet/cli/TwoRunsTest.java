package org.sparkresnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One run after the other in one Java machine, as in a notebook or a job server. */
class TwoRunsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    @BeforeEach
    void withoutPages() {
        System.setProperty("spark.ui.enabled", "false");
    }

    @AfterEach
    void forgetSettings() {
        System.clearProperty("spark.ui.enabled");
    }

    @Test
    void leaveNeitherThreadsNorNativeMemoryBehind() throws Exception {
        SampleData data = SampleData.prepare(folder.resolve("data"));
        train(data, "first");
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        long bytes = Pointer.totalBytes();
        train(data, "second");
        train(data, "third");
        Set<Thread> after = new HashSet<>(Thread.getAllStackTraces().keySet());
        after.removeAll(before);
        for (Thread thread : after) {
            // Pools that were told to end may need a moment.
            thread.join(PATIENCE.toMillis());
        }
        assertThat(after).filteredOn(Thread::isAlive).isEmpty();
        assertThat(Pointer.totalBytes()).isLessThanOrEqualTo(bytes);
    }

    private void train(SampleData data, String name) {
        Program.Result result = Program.run(data.train(folder.resolve(name), "parallel.workers=2"));
        assertThat(result.code()).as(result.errors()).isZero();
    }
}
