package org.sparkresnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The committed sample of Fashion-MNIST as shards, and a recipe that trains on it for a few seconds. */
record SampleData(Path folder) {
    /** Prepares the sample into {@code folder}. */
    static SampleData prepare(Path folder) {
        Program.Result result =
                Program.run("prepare", "prepare.source=data-prep/fashion-mnist-sample", "prepare.output=" + folder);
        assertThat(result.code()).as(result.errors()).isZero();
        return new SampleData(folder);
    }

    Path training() {
        return folder.resolve("train");
    }

    Path validation() {
        return folder.resolve("validation");
    }

    /** Words that train a small network into {@code output}; {@code settings} go over them. */
    String[] train(Path output, String... settings) {
        return words("train", output, settings);
    }

    String[] words(String command, Path output, String... settings) {
        List<String> words = new ArrayList<>(List.of(
                command,
                "run.output=" + output,
                "run.length=12ba",
                "data.train=" + training(),
                "data.validation=" + validation(),
                "data.lanes=4",
                "data.micro-batch=8",
                "model.depth=8",
                "schedule.type=cosine",
                "schedule.reference-batch=32",
                "schedule.warm-up=4ba",
                "metrics.every=4"));
        words.addAll(List.of(settings));
        return words.toArray(String[]::new);
    }
}
