package org.sparkresnet.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkresnet.storage.SmallHdfs;

/** The whole way of a run on HDFS, and what becomes of it when a process, a block or the disk fails. */
@Tag("cluster")
class HdfsTest {
    @RegisterExtension
    private static final SmallHdfs HDFS = new SmallHdfs();

    private static final String SOURCE = "data-prep/fashion-mnist-sample";

    @TempDir
    private static Path folder;

    private static SampleData local;
    /** Of the run on the local disk. */
    private static String expected;

    private static long parameterBytes;

    @BeforeAll
    static void prepareAndTrain() throws IOException {
        System.setProperty("spark.ui.enabled", "false");
        local = SampleData.prepare(folder.resolve("data"));
        Path output = folder.resolve("local");
        assertThat(Program.run(local.train(output)).code()).isZero();
        expected = Program.value(output.resolve("summary.json"), "parameterSha256");
        parameterBytes = Files.size(output.resolve("checkpoints/step-00000012/parameters.f32"));
        HDFS.upload(folder.resolve("data"), "/data");
    }

    @BeforeEach
    void setSparkSettings() {
        System.setProperty("spark.ui.enabled", "false");
        SmallHdfs.settings().forEach((key, value) -> System.setProperty("spark.hadoop." + key, value));
    }

    @AfterEach
    void forgetSparkSettings() {
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("spark."))
                .forEach(System::clearProperty);
    }

    @Test
    void shardsMadeOnHdfsAreThoseOfTheLocalDisk() throws IOException {
        HDFS.upload(Path.of(SOURCE), "/source");
        run("prepare", "prepare.source=" + HDFS.uri("/source"), "prepare.output=" + HDFS.uri("/prepared"));
        for (String split : List.of("train", "validation")) {
            assertThat(HDFS.names("/prepared/" + split)).isEqualTo(HDFS.names("/data/" + split));
            for (String name : HDFS.names("/data/" + split)) {
                if (!name.startsWith("manifest.json")) {
                    assertThat(HDFS.read("/prepared/" + split + "/" + name))
                            .isEqualTo(HDFS.read("/data/" + split + "/" + name));
                }
            }
        }
        assertThat(Program.run("prepare", "prepare.source=" + SOURCE, "prepare.output=" + HDFS.uri("/prepared"))
                        .errors())
                .contains(HDFS.uri("/prepared/train") + ": exists and holds a data set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".gz"})
    void aDamagedBlockOfTheSourceIsNamed(String ending) throws IOException {
        String place = "/damaged-source" + ending;
        for (String name : new String[] {"train-images-idx3-ubyte", "train-labels-idx1-ubyte"}) {
            upload(name, ending, place);
        }
        HDFS.damage(place + "/train-images-idx3-ubyte" + ending);
        assertThat(refusal("prepare", "prepare.source=" + HDFS.uri(place), "prepare.output=" + HDFS.uri("/never")))
                .startsWith(HDFS.uri(place) + "/train-images-idx3-ubyte" + ending)
                .contains(": its content is damaged or lost (")
                .endsWith("; copy it there again, or delete it");
        assertThat(HDFS.names("/never")).isEmpty();
    }

    @Test
    void aRunOnHdfsGivesTheBitsOfTheLocalDiskAndSurvivesADamagedBlock() throws IOException {
        String[] words = train("/run", "run.checkpoint-every=6ba");
        run(words);
        assertThat(summary("/run").path("parameterSha256").textValue()).isEqualTo(expected);
        assertThat(HDFS.names("/run")).containsExactly("checkpoints", "metrics.jsonl", "summary.json", "tensorboard");
        assertThat(HDFS.names("/run/checkpoints")).containsExactly("latest", "step-00000006", "step-00000012");
        assertThat(steps("/run")).containsExactly(4L, 8L, 12L, 12L);

        run(local.words("evaluate", folder, "run.output=" + HDFS.uri("/run"), data("validation")));
        JsonNode evaluation = new ObjectMapper().readTree(HDFS.read("/run/evaluation.json"));
        assertThat(evaluation.path("top1Error")).isEqualTo(summary("/run").path("top1Error"));

        HDFS.damage("/run/checkpoints/step-00000012/parameters.f32");
        run(words);
        assertThat(summary("/run").path("resumedFromStep").longValue()).isEqualTo(6);
        assertThat(summary("/run").path("parameterSha256").textValue()).isEqualTo(expected);
        assertThat(steps("/run")).containsExactly(4L, 8L, 12L, 12L);
    }

    @Test
    void aDamagedBlockOfAShardIsNamed() throws IOException {
        DistributedFileSystem files = HDFS.files();
        FileUtil.copy(files, path("/data/train"), files, path("/damaged"), false, SmallHdfs.client());
        for (String name : HDFS.names("/damaged")) {
            if (name.endsWith(".tfrecord")) {
                HDFS.damage("/damaged/" + name);
            }
        }
        assertThat(refusal(train("/run-of-damaged", "data.train=" + HDFS.uri("/damaged"))))
                .containsPattern("hdfs://.*/damaged/part-0000.-of-00006.tfrecord: one of the records .* at offset")
                .endsWith("; copy the shard again or run prepare again");
        assertThat(HDFS.files().exists(path("/run-of-damaged/summary.json"))).isFalse();
    }

    @Test
    void aKilledDriverLeavesNothingThatStopsTheNextOne() throws Exception {
        String[] words = train("/killed", "run.length=24ba", "run.checkpoint-every=3ba");
        Path log = folder.resolve("killed.log");
        Process process =
                Program.startWith(log, List.of("-Dspark.ui.enabled=false", "-Dspark.hadoop.dfs.replication=1"), words);
        while (!isUnderWay("/killed") && !process.waitFor(20, TimeUnit.MILLISECONDS)) {
            // Not yet; the wait ends early if the process does.
        }
        process.destroyForcibly().waitFor();
        assertThat(isUnderWay("/killed")).as(Files.readString(log)).isTrue();
        assertThat(HDFS.names("/killed")).doesNotContain("summary.json");
        assertThat(openFiles("/killed")).isNotEmpty();

        run(words);
        assertThat(summary("/killed").path("resumedFromStep").longValue()).isBetween(3L, 23L);
        Path undisturbed = folder.resolve("undisturbed");
        run(local.train(undisturbed, "run.length=24ba"));
        assertThat(summary("/killed").path("parameterSha256").textValue())
                .isEqualTo(Program.value(undisturbed.resolve("summary.json"), "parameterSha256"));
        assertThat(steps("/killed")).containsExactly(4L, 8L, 12L, 16L, 20L, 24L, 24L);
        assertThat(HDFS.names("/killed/tensorboard/train")).hasSize(2);
        assertThat(openFiles("/killed")).isEmpty();
    }

    @Test
    void aFullDiskEndsTheRunWhichGoesOnAfterSpaceWasMade() throws IOException {
        // An open file takes a whole block: metrics.jsonl one, the vector being written another.
        HDFS.makeSmall("/small", 2L * SmallHdfs.BLOCK_BYTES + 5 * parameterBytes / 2);
        String[] words =
                train("/small/run", "run.checkpoint-every=6ba", "metrics.tensorboard=false", "parallel.workers=2");
        assertThat(refusal(words))
                .containsPattern("hdfs://.*/small/run/checkpoints/.*/momentum.f32: there is no space left \\(The"
                        + " DiskSpace quota of /small is exceeded")
                .endsWith("; make space there or raise the quota, then start again");
        assertThat(HDFS.names("/small/run")).containsExactly("checkpoints", "metrics.jsonl");
        assertThat(HDFS.names("/small/run/checkpoints")).containsExactly("latest", "step-00000006");

        HDFS.makeLarge("/small");
        run(words);
        assertThat(summary("/small/run").path("resumedFromStep").longValue()).isEqualTo(6);
        assertThat(summary("/small/run").path("parameterSha256").textValue()).isEqualTo(expected);
    }

    @Test
    void aFullDiskEndsThePreparation() throws IOException {
        HDFS.makeSmall("/tiny", 2L * SmallHdfs.BLOCK_BYTES);
        assertThat(refusal("prepare", "prepare.source=" + SOURCE, "prepare.output=" + HDFS.uri("/tiny")))
                .containsPattern("hdfs://.*/tiny/.*tfrecord.*: there is no space left \\(The DiskSpace quota of /tiny")
                .endsWith("; make space there or raise the quota, then start again");
        assertThat(HDFS.names("/tiny")).isEmpty();
    }

    /** Uploads a file of the sample, with or without its compression. */
    private static void upload(String name, String ending, String place) throws IOException {
        Path stored = Path.of(SOURCE, name + ".gz");
        try (InputStream in = ending.isEmpty()
                        ? new GZIPInputStream(Files.newInputStream(stored))
                        : Files.newInputStream(stored);
                OutputStream out = HDFS.files().create(path(place + "/" + name + ending))) {
            in.transferTo(out);
        }
    }

    private static String[] train(String output, String... settings) {
        List<String> words = new ArrayList<>(List.of(data("train"), data("validation")));
        words.add("run.output=" + HDFS.uri(output));
        words.addAll(List.of(settings));
        return local.train(folder, words.toArray(String[]::new));
    }

    private static String data(String split) {
        return "data." + split + "=" + HDFS.uri("/data/" + split);
    }

    private static void run(String... words) {
        Program.Result result = Program.run(words);
        assertThat(result.code()).as(result.errors()).isZero();
    }

    private static String refusal(String... words) {
        Program.Result result = Program.run(words);
        assertThat(result.code()).as(result.errors()).isEqualTo(2);
        assertThat(result.errors().strip()).doesNotContain("\n");
        return result.errors().strip();
    }

    private static JsonNode summary(String output) throws IOException {
        return new ObjectMapper().readTree(HDFS.read(output + "/summary.json"));
    }

    /** Steps of the lines of metrics.jsonl. */
    private static List<Long> steps(String output) throws IOException {
        List<Long> steps = new ArrayList<>();
        for (String line :
                new String(HDFS.read(output + "/metrics.jsonl"), UTF_8).lines().toList()) {
            steps.add(new ObjectMapper().readTree(line).path("step").longValue());
        }
        return steps;
    }

    /** A second checkpoint is there, and a line of metrics can be read while the run goes on. */
    private static boolean isUnderWay(String output) throws IOException {
        return HDFS.files().exists(path(output + "/checkpoints/step-00000006"))
                && !steps(output).isEmpty();
    }

    private static List<String> openFiles(String output) throws IOException {
        List<String> open = new ArrayList<>();
        for (FileStatus file : Stream.of(HDFS.files().listStatus(path(output))).toList()) {
            if (file.isDirectory()) {
                open.addAll(openFiles(file.getPath().toUri().getPath()));
            } else if (!HDFS.files().isFileClosed(file.getPath())) {
                open.add(file.getPath().toString());
            }
        }
        return open;
    }

    private static org.apache.hadoop.fs.Path path(String text) {
        return new org.apache.hadoop.fs.Path(text);
    }
}
