package org.sparkresnet.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sparkresnet.replica.Replica;

class ReplicaProcessTest {
    /** Up to 13.5 MB were seen, mostly the compiler; a leak of one array of pictures per batch makes over 75 MB. */
    private static final long LARGEST_GROWTH = 32 << 20;
    /**
     * A heap of fixed size that is in memory from the start, so that the process can only grow outside of it, and large
     * enough that nothing is collected (the steps leave 310 MB); one compiler, so that it soon has nothing left to do.
     */
    private static final List<String> OPTIONS = List.of(
            "-Xms1g",
            "-Xmx1g",
            "-Xmn800m",
            "-XX:+AlwaysPreTouch",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dorg.bytedeco.javacpp.maxphysicalbytes=0");

    private static Properties elsewhere;

    @BeforeAll
    static void runInAProcessOfItsOwn() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(OPTIONS);
        command.add(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(ReplicaProcess.class.getName());
        ProcessBuilder builder = new ProcessBuilder(command);
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
        assertThat(grown("physicalBytes")).isLessThan(LARGEST_GROWTH);
    }

    @Test
    void nothingIsLeftToTheGarbageCollector() {
        assertThat(grown("collections")).isZero();
        assertThat(grown("nd4jBytes")).isZero();
        assertThat(grown("pointers")).isZero();
        assertThat(grown("objects")).isZero();
    }

    private static long grown(String name) {
        return Long.parseLong(elsewhere.getProperty(name));
    }
}
