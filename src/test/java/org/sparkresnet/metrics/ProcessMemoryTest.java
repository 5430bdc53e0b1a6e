package org.sparkresnet.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessMemoryTest {
    @TempDir
    private Path folder;

    @Test
    void residentMemoryIsReadInUnitsOf1024Kilobytes() throws IOException {
        Path status =
                Files.writeString(folder.resolve("status"), "VmHWM:\t  9999 kB\nVmRSS:\t  2560 kB\nThreads:\t3\n");
        assertThat(ProcessMemory.resident(status)).hasValue(2.5);
    }

    @Test
    void peakIsALineOfItsOwn() throws IOException {
        Path status = Files.writeString(folder.resolve("status"), "VmHWM:\t  3584 kB\nVmRSS:\t  2560 kB\n");
        assertThat(ProcessMemory.peak(status)).hasValue(3.5);
        assertThat(ProcessMemory.peak(folder.resolve("nothing"))).isEmpty();
        assertThat(ProcessMemory.peakMegabytes().getAsDouble()).isGreaterThan(50);
    }

    @Test
    void whatIsNotThereIsUnknown() throws IOException {
        assertThat(ProcessMemory.resident(folder.resolve("status"))).isEmpty();
        assertThat(ProcessMemory.resident(Files.writeString(folder.resolve("other"), "Name:\tjava\n")))
                .isEmpty();
    }

    @Test
    void thisProcessIsLargerThanItsUsedHeap() {
        ProcessMemory now = ProcessMemory.now(3 << 20);
        assertThat(now.offHeapMegabytes()).isEqualTo(3);
        assertThat(now.residentMegabytes()).isGreaterThan(50);
    }

    @Test
    void negativeSizesAreDefects() {
        assertThatThrownBy(() -> new ProcessMemory(-1, 0)).hasMessageContaining("residentMegabytes is -1");
        assertThatThrownBy(() -> new ProcessMemory(1, -1)).hasMessageContaining("offHeapMegabytes is -1");
    }
}
