package org.sparkresnet.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkresnet.replica.Replica;

/** What a machine without AVX-512 computes, in a process where oneDNN may use no more than AVX2. */
class Avx2Test {
    /** Relative L2; the weights and pictures keep the input of every ReLU clear of zero. */
    private static final double TOLERANCE = 1e-4;

    /** Pictures of one channel have no blocks there: oneDNN has no fast weight gradient for them. */
    @ParameterizedTest
    @CsvSource({"cifar-resnet8-3x32x32, blocks of 8", "cifar-resnet8-1x16x16, channels last"})
    void gradientIsTheSameWithOtherKernels(String name, String layout, @TempDir Path folder)
            throws IOException, InterruptedException {
        Path file = folder.resolve("gradient");
        assertThat(computeElsewhere(file, name)).contains(layout);
        ByteBuffer elsewhere = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        TorchGolden golden = new TorchGolden(name);
        try (Replica replica = GoldenGradientProcess.replica(golden)) {
            float[] here = GoldenGradientProcess.gradient(golden, replica);
            assertThat(elsewhere.remaining()).isEqualTo(here.length * Float.BYTES);
            TorchGolden.Distance distance = new TorchGolden.Distance();
            for (float value : here) {
                distance.add(elsewhere.getFloat(), value);
            }
            assertThat(distance.relative()).isLessThan(TOLERANCE);
        }
    }

    private static String computeElsewhere(Path file, String name) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                List.of(java, "-Xmx512m", GoldenGradientProcess.class.getName(), file.toString(), name));
        builder.environment()
                .put(
                        "CLASSPATH",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        builder.environment().put("ONEDNN_MAX_CPU_ISA", "AVX2");
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = builder.start();
        String platform = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return platform;
    }
}
