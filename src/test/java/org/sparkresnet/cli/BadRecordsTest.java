package org.sparkresnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One record of each of the six training shards has a flipped byte: six in 6000. */
class BadRecordsTest {
    @TempDir
    private static Path shared;

    private static SampleData data;

    @TempDir
    private Path folder;

    @BeforeAll
    static void prepareData() {
        System.setProperty("spark.ui.enabled", "false");
        data = SampleData.prepare(shared.resolve("data"));
    }

    @BeforeEach
    void withoutPages() {
        System.setProperty("spark.ui.enabled", "false");
    }

    @Test
    void oneFlippedByteEndsTrainingWithTheNamesOfShardAndRecord() throws IOException {
        Path copy = copyOf(data.training());
        flipOneByteOfEachShard(copy);
        assertThat(refusal(trainWords("data.train=" + copy, "run.length=1ep", "data.micro-batch=64")))
                .containsPattern("part-0000\\d-of-00006.tfrecord: record 7 at offset \\d+ is damaged \\(");
        assertThat(folder.resolve("run/summary.json")).doesNotExist();
    }

    @Test
    void moreBadRecordsThanTheShareAllowsAreNamed() throws IOException {
        Path copy = copyOf(data.training());
        flipOneByteOfEachShard(copy);
        assertThat(refusal(trainWords(
                        "data.train=" + copy,
                        "run.length=1ep",
                        "data.micro-batch=64",
                        "parallel.workers=3",
                        "data.bad-share=0.0003")))
                .contains("data.bad-share: ")
                .contains("bad records in epoch 0, 1 may be replaced; mend the data or raise it: ")
                .containsPattern("tfrecord: record 7 at offset .*tfrecord: record 7 at offset ");
    }

    @Test
    void fewBadRecordsAreReplacedAndCounted() throws IOException {
        Path copy = copyOf(data.training());
        flipOneByteOfEachShard(copy);
        String[] words = trainWords(
                "data.train=" + copy,
                "run.length=1ep",
                "data.micro-batch=64",
                "data.bad-share=0.001",
                "metrics.every=5");
        Program.Result result = Program.run(words);
        assertThat(result.code()).as(result.errors()).isZero();
        JsonNode summary =
                new ObjectMapper().readTree(folder.resolve("run/summary.json").toFile());
        assertThat(summary.get("badRecords").intValue()).isBetween(1, 6);
        int counted = 0;
        for (String line : Files.readAllLines(folder.resolve("run/metrics.jsonl"))) {
            counted += new ObjectMapper().readTree(line).path("badRecords").intValue();
        }
        assertThat(counted).isEqualTo(summary.get("badRecords").intValue());
    }

    @Test
    void evaluationEndsAtTheFirstBadRecordWhateverTheShare() throws IOException {
        Path copy = copyOf(data.validation());
        flipOneByteOfEachShard(copy);
        assertThat(refusal(trainWords("data.validation=" + copy, "data.bad-share=1")))
                .containsPattern("tfrecord: record 7 at offset \\d+ is damaged \\(");
    }

    /** Of a pixel of record 7. */
    private static void flipOneByteOfEachShard(Path shards) throws IOException {
        try (Stream<Path> files = Files.list(shards)) {
            for (Path shard :
                    files.filter(file -> file.toString().endsWith(".tfrecord")).toList()) {
                byte[] bytes = Files.readAllBytes(shard);
                String line = Files.readAllLines(Path.of(shard + ".idx")).get(7);
                bytes[Integer.parseInt(line.split(" ")[0]) + 400] ^= 1;
                Files.write(shard, bytes);
            }
        }
    }

    private String[] trainWords(String... settings) {
        return data.train(folder.resolve("run"), settings);
    }

    private static String refusal(String... words) {
        Program.Result result = Program.run(words);
        assertThat(result.code()).as(result.errors()).isEqualTo(2);
        assertThat(result.errors()).doesNotContain("Exception");
        return result.errors();
    }

    private Path copyOf(Path shards) throws IOException {
        Path copy = Files.createDirectory(folder.resolve("copy"));
        try (Stream<Path> files = Files.list(shards)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName().toString()));
            }
        }
        return copy;
    }
}
