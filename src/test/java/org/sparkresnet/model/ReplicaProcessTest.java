package org.sparkresnet.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sparkresnet.replica.Replica;

class ReplicaProcessTest {
    /** Up to 3.5 MB were seen; a leak of one array of pictures per batch makes over 9 MB. */
    private static final long LARGEST_GROWTH = 7 << 20;
    /**
     * A heap of fixed size that is in memory from the start, so that the process can only grow outside of it; one
     * compiler, so that it soon has nothing left to do; no limit at which JavaCPP would collect by itself.
     */
    private static final List<String> OPTIONS = List.of(
            "-Xms64m",
            "-Xmx64m",
            "-XX:+AlwaysPreTouch",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dorg.bytedeco.javacpp.maxphysicalbytes=0");
    /** Makes the GNU allocator give freed arrays back at once; otherwise a leak would long fit into its holes. */
    private static final Map<String, String> ALLOCATOR =
            Map.of("MALLOC_ARENA_MAX", "1", "MALLOC_MMAP_THRESHOLD_", "65536", "MALLOC_TRIM_THRESHOLD_", "65536");

    private static Properties elsewhere;

    @BeforeAll
    static void runInAProcessOfItsOwn() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(OPTIONS);
        command.add(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(ReplicaProcess.class.getName());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(ALLOCATOR);
        builder.environment()
                .put(
                        "CLASSPATH",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = builder.start();
        elsewhere = new Properties();
        try (InputStream findings = process.getInputStream()) {
            elsewhere.load(findings);
        }
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void bitsAreThoseOfAnotherProcess() {
        try (Replica replica = Networks.small(ReplicaProcess.SHAPE, 1)) {
            Properties here = ReplicaProcess.firstStep(replica);
            assertThat(elsewhere).containsAllEntriesOf(here);
        }
    }

    @Test
    void memoryStaysAfterTheFirstSteps() {
        assertThat(Long.parseLong(elsewhere.getProperty("growth"))).isLessThan(LARGEST_GROWTH);
    }
}
