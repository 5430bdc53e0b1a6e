package org.sparkresnet.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkresnet.checkpoint.StubbornFileSystem;

class SummaryTest {
    @TempDir
    private Path output;

    @Test
    void fileHoldsTheValuesInTheirOrderAndIsReplacedAsAWhole() throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("recipe", "conf/smoke.conf");
        values.put("steps", 500L);
        values.put("top1Error", 8.25);
        values.put("trainLoss", Double.NaN);
        values.put("boundaries", List.of(1, 2));
        String folder = output.resolve("run").toString();
        SummaryFile.write(folder, "summary.json", Map.of("old", true), new Configuration(false));
        SummaryFile.write(folder, "summary.json", values, new Configuration(false));
        SummaryFile.write(
                StubbornFileSystem.uri(output.resolve("run")),
                "evaluation.json",
                values,
                StubbornFileSystem.configuration());
        String expected =
                """
                {
                  "recipe" : "conf/smoke.conf",
                  "steps" : 500,
                  "top1Error" : 8.25,
                  "trainLoss" : null,
                  "boundaries" : [ 1, 2 ]
                }""";
        assertThat(output.resolve("run/summary.json")).hasContent(expected);
        assertThat(output.resolve("run/evaluation.json")).hasContent(expected);
        assertThat(output.resolve("run"))
                .isDirectoryNotContaining(file -> !file.toString().endsWith(".json"));
    }

    @Test
    void tableIsAligned() {
        assertThat(new SummaryTable()
                        .row("epochs", 90)
                        .row("top-1 error", "24.0 %")
                        .row("summary", "/run/summary.json"))
                .hasToString(
                        """
                        epochs       90
                        top-1 error  24.0 %
                        summary      /run/summary.json
                        """);
        assertThat(new SummaryTable()).hasToString("");
    }
}
