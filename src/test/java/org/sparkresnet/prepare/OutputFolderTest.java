package org.sparkresnet.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.SourceSplit;
import org.sparkresnet.prepare.source.idx.IdxLayout;
import org.sparkresnet.shard.ShardFolder;

class OutputFolderTest extends SparkTest {
    private Path source;
    private Path out;

    @BeforeEach
    void writeSource() throws IOException {
        source = IdxFiles.writeSource(folder.resolve("source"));
        out = folder.resolve("out");
    }

    @Test
    void dataSetThatIsThereIsKept() throws Exception {
        prepare();
        Files.write(source.resolve("train-images-idx3-ubyte"), new byte[0]);
        assertRefused(
                out.resolve("train") + ": exists and holds a data set; choose another prepare.output or delete it");
        assertComplete("train", 23);
    }

    @Test
    void folderOfOtherThingsIsKept() throws Exception {
        Files.createDirectories(out.resolve("validation"));
        Files.writeString(out.resolve("validation/holiday.txt"), "beach");
        assertRefused(out.resolve("validation") + ": exists, is not empty and has no manifest, so prepare did not"
                + " make it; choose another prepare.output or delete it");
        assertThat(out.resolve("validation/holiday.txt")).hasContent("beach");
        assertThat(out.resolve("train")).doesNotExist();
    }

    @Test
    void fileInTheWayIsKept() throws Exception {
        Files.createDirectories(out);
        Files.writeString(out.resolve("train"), "a file");
        assertRefused(out.resolve("train") + ": a file is where a folder of shards shall go; choose another"
                + " prepare.output or delete it");
    }

    @Test
    void emptyFolderIsFilled() throws Exception {
        Files.createDirectories(out.resolve("train"));
        prepare();
        assertComplete("train", 23);
        assertComplete("validation", 7);
    }

    @Test
    void leftoversOfAKilledRunAreRemoved() throws Exception {
        Path leftover = out.resolve(".train.writing-local-123");
        Files.createDirectories(leftover);
        Files.writeString(leftover.resolve("part-00000-of-00005.tfrecord"), "half a shard");
        Files.writeString(out.resolve("notes.txt"), "mine");
        prepare();
        assertComplete("train", 23);
        assertThat(names()).containsExactlyInAnyOrder("train", "validation", "notes.txt");
    }

    @Test
    void failedRunLeavesNothingAndTheNextOneSucceeds() throws Exception {
        FullDisk.addTo(spark.hadoopConfiguration());
        PrepareSettings settings =
                Prepared.settings("idx", source, "full:" + out, "prepare.examples-per-shard=5", "prepare.tasks=1");
        assertThatThrownBy(() -> Preparation.run(spark, settings))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageMatching("full:.*/part-00002-of-00005.tfrecord: there is no space left .*; make space.*");
        assertThat(names()).isEmpty();
        prepare();
        assertComplete("train", 23);
    }

    @Test
    void sourceThatChangesAfterTheChecksIsNoticed() throws Exception {
        OutputFolder begun = OutputFolder.open(out.toString(), "0", new Configuration());
        SourceSplit split =
                new IdxLayout().open(source.toString(), spark).check(2).get(0);
        Files.write(source.resolve("train-images-idx3-ubyte"), Arrays.copyOf(IdxFiles.images(23), 16 + 23 * 6 - 1));
        assertThatThrownBy(() -> new SplitJob(spark, 1, 5, Storing.AS_IT_IS, 2).write(split, begun.begin("train")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "train-images-idx3-ubyte/000022: the files have changed since they were checked; run prepare"
                                + " again when nothing writes there");
    }

    @Test
    void shardsWrittenTwiceByRetriedTasksAreTheSame() throws Exception {
        OutputFolder begun = OutputFolder.open(out.toString(), "retry", new Configuration());
        SplitJob job = new SplitJob(spark, 1, 5, Storing.AS_IT_IS, 2);
        SourceSplit split =
                new IdxLayout().open(source.toString(), spark).check(2).get(0);
        String place = begun.begin("train");
        assertThat(job.write(split, place).entries())
                .isEqualTo(job.write(split, place).entries());
        try (Stream<Path> files = Files.list(Path.of(place))) {
            assertThat(files).hasSize(2 * 5);
        }
    }

    @Test
    void outputThatCannotBeWrittenIsNamed() throws Exception {
        Files.writeString(out, "a file");
        assertThatThrownBy(this::prepare)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(out + "")
                .hasMessageContaining(": a file is in the way (");
        assertThatThrownBy(() -> OutputFolder.open("nowhere://a/b", "0", new Configuration()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("prepare.output = nowhere://a/b: no file system answers to that scheme (");
    }

    private void assertRefused(String sentence) {
        assertThatThrownBy(this::prepare)
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(sentence);
    }

    private void assertComplete(String split, long records) {
        ShardFolder shards = ShardFolder.open(out.resolve(split).toString(), new Configuration());
        assertThat(shards.manifest().records()).isEqualTo(records);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(out)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private void prepare() throws IOException {
        Preparation.run(spark, IdxFiles.settings(source, out));
    }
}
