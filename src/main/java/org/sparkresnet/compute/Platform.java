package org.sparkresnet.compute;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** What the last bits of a result depend on besides the program: processor, threads, native library. */
public final class Platform {
    private static final Path LINUX_PROCESSOR_FACTS = Path.of("/proc/cpuinfo");
    /** Instruction sets by which oneDNN and OpenBLAS choose their kernels. */
    private static final List<String> INSTRUCTION_SETS =
            List.of("avx2", "fma", "avx512f", "avx512bw", "avx512_vnni", "avx512_bf16", "amx_tile");

    private Platform() {}

    /** One line in words, the same for equal platforms. */
    public static String describe() {
        return "%s [%s], %d threads, nd4j %s"
                .formatted(
                        fact("model name").orElse(System.getProperty("os.arch")),
                        instructionSets(),
                        NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads(),
                        Nd4j.getExecutioner().getClass().getPackage().getImplementationVersion());
    }

    private static String instructionSets() {
        List<String> flags = Arrays.asList(fact("flags").orElse("").split(" "));
        return INSTRUCTION_SETS.stream().filter(flags::contains).collect(Collectors.joining(" "));
    }

    /** The first line of that name; empty on systems without this file. */
    private static Optional<String> fact(String name) {
        try (Stream<String> lines = Files.lines(LINUX_PROCESSOR_FACTS)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
