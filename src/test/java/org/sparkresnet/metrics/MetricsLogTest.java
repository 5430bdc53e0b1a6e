package org.sparkresnet.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkresnet.checkpoint.StubbornFileSystem;
import org.sparkresnet.config.InvalidInputException;

class MetricsLogTest {
    @TempDir
    private Path output;

    private MetricsLog open(long resumeStep) throws IOException {
        return MetricsLog.open(output.toString(), resumeStep, new Configuration(false));
    }

    private MetricsLog openStubborn(long resumeStep) throws IOException {
        return MetricsLog.open(StubbornFileSystem.uri(output), resumeStep, StubbornFileSystem.configuration());
    }

    @Test
    void lineHasTheDocumentedKeysAndIsVisibleAtOnce() throws IOException {
        try (MetricsLog log = open(0)) {
            log.training(new StepReport(20, 0.25, 4.312, 82.1, 61.8, 0.0002, 1843, 0.4, 7.5, 2.1, 3, Reports.MEMORY));
            assertThat(lines())
                    .containsExactly("{\"kind\":\"train\",\"step\":20,\"epoch\":0.25,\"loss\":4.312,\"top1Error\":82.1,"
                            + "\"top5Error\":61.8,\"learningRate\":2.0E-4,\"imagesPerSecond\":1843.0,"
                            + "\"dataSeconds\":0.4,\"computeSeconds\":7.5,\"exchangeSeconds\":2.1,\"badRecords\":3,\"residentMegabytes\":1532.5,"
                            + "\"offHeapMegabytes\":21.25}");
            log.validation(new ValidationReport(20, 0.25, 2.1, 45.1, 20.25, 88.88, 12.34));
            assertThat(lines())
                    .hasSize(2)
                    .last()
                    .isEqualTo("{\"kind\":\"validation\",\"step\":20,\"epoch\":0.25,\"loss\":2.1,\"top1Error\":45.1,"
                            + "\"top5Error\":20.25,\"imagesPerSecond\":88.88,\"seconds\":12.34}");
        }
        assertThat(output).isDirectoryNotContaining(file -> !file.endsWith("metrics.jsonl"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {2.0E-3, 2.2250738585072014E-308, 0.1, 1.0 / 3, 1e23, 2e23, 123456789.125, 0})
    void numbersAreShortAndReadBackEqual(double loss) throws IOException {
        try (MetricsLog log = open(0)) {
            log.training(new StepReport(1, 0, loss, 0, 0, 0, 0, 0, 0, 0, 0, Reports.MEMORY));
        }
        JsonNode line = new ObjectMapper().readTree(lines().get(0));
        assertThat(line.path("loss").isNumber()).isTrue();
        assertThat(line.path("loss").doubleValue()).isEqualTo(loss);
        assertThat(lines().get(0)).hasSizeLessThan(285);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void lossThatIsNotFiniteIsNull(double loss) throws IOException {
        try (MetricsLog log = open(0)) {
            log.training(new StepReport(1, 0, loss, 100, 100, 0, 0, 0, 0, 0, 0, Reports.MEMORY));
        }
        assertThat(new ObjectMapper().readTree(lines().get(0)).path("loss").isNull())
                .isTrue();
    }

    @Test
    void residentMemoryIsLeftOutWhereItIsUnknown() throws IOException {
        try (MetricsLog log = open(0)) {
            log.training(new StepReport(1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, new ProcessMemory(Double.NaN, 3)));
        }
        assertThat(lines().get(0)).endsWith("\"exchangeSeconds\":0.0,\"badRecords\":0,\"offHeapMegabytes\":3.0}");
    }

    @Test
    void resumedRunDropsLaterAndTornLinesAndGoesOn() throws IOException {
        try (MetricsLog log = open(0)) {
            for (long step = 20; step <= 100; step += 20) {
                log.training(Reports.training(step));
            }
            log.validation(Reports.validation(60));
        }
        Files.writeString(metrics(), "{\"kind\":\"train\",\"step\":12", StandardOpenOption.APPEND);
        try (MetricsLog log = open(60)) {
            assertThat(steps()).containsExactly(20, 40, 60, 60);
            log.training(Reports.training(80));
            assertThat(steps()).containsExactly(20, 40, 60, 60, 80);
        }
        assertThat(lines()).allSatisfy(line -> assertThat(line).startsWith("{").endsWith("}"));
    }

    @Test
    void wholeLastLineWithoutItsEndIsKept() throws IOException {
        Files.writeString(metrics(), "{\"kind\":\"train\",\"step\":20}");
        try (MetricsLog log = open(40)) {
            log.training(Reports.training(60));
        }
        assertThat(steps()).containsExactly(20, 60);
    }

    @Test
    void newRunBeginsAnEmptyFile() throws IOException {
        Files.writeString(metrics(), "{\"step\":20}\n\0\0\0\n\n");
        open(0).close();
        assertThat(metrics()).isEmptyFile();
    }

    @Test
    void whereNothingCanBeAppendedTheFileIsWrittenAnewAtEachValidationAndAtTheEnd() throws IOException {
        try (MetricsLog log = openStubborn(0)) {
            log.training(Reports.training(20));
            assertThat(lines()).isEmpty();
            log.validation(Reports.validation(20));
            assertThat(steps()).containsExactly(20, 20);
            log.training(Reports.training(40));
        }
        assertThat(steps()).containsExactly(20, 20, 40);
        try (MetricsLog log = openStubborn(20)) {
            log.training(Reports.training(30));
        }
        assertThat(steps()).containsExactly(20, 20, 30);
    }

    @Test
    void outputThatIsAFileIsThePersonsMistake() throws IOException {
        Files.writeString(output.resolve("file"), "");
        assertThatThrownBy(() -> MetricsLog.open(output + "/file", 0, new Configuration(false)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("a file is in the way");
    }

    private Path metrics() {
        return output.resolve("metrics.jsonl");
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(metrics());
    }

    private List<Integer> steps() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<Integer> steps = new ArrayList<>();
        for (String line : lines()) {
            steps.add(mapper.readTree(line).path("step").intValue());
        }
        return steps;
    }
}
