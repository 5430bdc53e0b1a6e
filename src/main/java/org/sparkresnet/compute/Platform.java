package org.sparkresnet.compute;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/** What the last bits of a result depend on besides the program: processor, threads, native library. */
public final class Platform {
    private static final Path LINUX_PROCESSOR_FACTS = Path.of("/proc/cpuinfo");
    /** Instruction sets by which oneDNN and OpenBLAS choose their kernels. */
    private static final List<String> INSTRUCTION_SETS =
            List.of("avx2", "fma", "avx512f", "avx512bw", "avx512_vnni", "avx512_bf16", "amx_tile");
    /** What Maven leaves in ND4J's jar, and in every jar that it is packed into. */
    private static final String ND4J_FACTS = "/META-INF/maven/org.nd4j/nd4j-native/pom.properties";

    private Platform() {}

    /**
     * One line in words, the same for equal platforms, as seen by the calling thread; the native library must be
     * loaded.
     */
    public static String describe() {
        NativeOps nativeOps = NativeOpsHolder.getInstance().getDeviceNativeOps();
        return "%s [%s], %d threads, nd4j %s, build level %d"
                .formatted(
                        fact("model name").orElse(System.getProperty("os.arch")),
                        instructionSets(),
                        ComputeThreads.current(),
                        nd4jVersion(),
                        nativeOps.binaryLevel());
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

    private static String nd4jVersion() {
        Properties facts = new Properties();
        try (InputStream file = Platform.class.getResourceAsStream(ND4J_FACTS)) {
            if (file != null) {
                facts.load(file);
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + ND4J_FACTS + " from the class path", e);
        }
        return facts.getProperty("version", "of unknown version");
    }
}
