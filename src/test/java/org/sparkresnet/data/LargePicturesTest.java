package org.sparkresnet.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.sparkresnet.image.PictureShapes;
import org.sparkresnet.image.pipeline.PipelineMemory;

/** The bound of what a loader takes for pixels, held by a process whose heap has no room for more. */
class LargePicturesTest {
    private static final int MEGABYTE = 1 << 20;

    /** Of a Java machine with the classes of the loader and OpenCV. */
    private static final int HEAP_WITHOUT_PICTURES = 40;

    private static final int PROCESS_WITHOUT_PICTURES = 300;

    @Test
    void picturesOfTheLargestSizeFitIntoTheBound() throws Exception {
        PipelineMemory bound = PipelineMemory.of(
                LargePicturesProcess.AUGMENTATION, new PictureShapes.Various(3), LargePicturesProcess.THREADS);
        long heap = bound.heap() / MEGABYTE + HEAP_WITHOUT_PICTURES;
        Properties findings = run(heap);
        assertThat(number(findings, "loaded")).isEqualTo(18);
        assertThat(number(findings, "used")).isLessThan(32 * LargePicturesProcess.THREADS + HEAP_WITHOUT_PICTURES);
        assertThat(number(findings, "peak")).isLessThan(heap + bound.outside() / MEGABYTE + PROCESS_WITHOUT_PICTURES);
    }

    private static Properties run(long heap) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap + "m",
                        "-Xmn16m",
                        "-XX:+UseSerialGC",
                        "-Dorg.bytedeco.javacpp.maxbytes=0",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargePicturesProcess.class.getName()))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        Properties findings = new Properties();
        findings.load(new StringReader(said));
        return findings;
    }

    private static long number(Properties findings, String name) {
        return Long.parseLong(findings.getProperty(name));
    }
}
