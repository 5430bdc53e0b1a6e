package org.sparkresnet.metrics;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What a process occupies, in megabytes of 2^20 bytes.
 *
 * @param residentMegabytes of physical memory, Java heap and all; NaN where the system does not tell
 * @param offHeapMegabytes in arrays outside of the Java heap, at least 0
 */
public record ProcessMemory(double residentMegabytes, double offHeapMegabytes) implements Serializable {
    private static final Path LINUX_STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";
    private static final String PEAK = "VmHWM:";
    private static final double MEGABYTE = 1 << 20;

    /** Checks the ranges. */
    public ProcessMemory {
        if (!Double.isNaN(residentMegabytes)) {
            ReportRanges.requireAtLeastZero(residentMegabytes, "residentMegabytes");
        }
        ReportRanges.requireAtLeastZero(offHeapMegabytes, "offHeapMegabytes");
    }

    /**
     * Of this process, now.
     *
     * @param offHeapBytes in arrays outside of the Java heap, as whoever holds them counts, at least 0
     */
    public static ProcessMemory now(long offHeapBytes) {
        return new ProcessMemory(resident(LINUX_STATUS).orElse(Double.NaN), offHeapBytes / MEGABYTE);
    }

    /** The most megabytes that were ever resident in this process; empty where the system does not tell. */
    public static OptionalDouble peakMegabytes() {
        return peak(LINUX_STATUS);
    }

    /** Of the process with this status file; empty on systems without one. */
    static OptionalDouble resident(Path status) {
        return megabytes(status, RESIDENT);
    }

    /** The same for the most that it ever had. */
    static OptionalDouble peak(Path status) {
        return megabytes(status, PEAK);
    }

    private static OptionalDouble megabytes(Path status, String name) {
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(name))
                    // "VmRSS:     12345 kB", in units of 1024 bytes.
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0)
                    .findFirst();
        } catch (IOException e) {
            return OptionalDouble.empty();
        }
    }
}
