package org.sparkresnet.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkresnet.checkpoint.StubbornFileSystem;
import org.sparkresnet.metrics.EventFileReader.Event;
import org.sparkresnet.storage.RunFolder;

class TensorBoardLogTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(1_700_000_000_250L), ZoneOffset.UTC);
    private static final long START = 1;

    @TempDir
    private Path output;

    private TensorBoardLog open(long resumeStep) throws IOException {
        return TensorBoardLog.open(RunFolder.open(output.toString(), new Configuration(false)), resumeStep, CLOCK);
    }

    @Test
    void independentReaderFindsVersionStartAndScalarsAtOnce() throws IOException {
        try (TensorBoardLog log = open(0)) {
            log.training(Reports.training(20));
            log.training(Reports.training(5_000_000_000L));
            log.validation(Reports.validation(20));
            assertThat(EventFileReader.read(files("train").get(0)))
                    .containsExactly(
                            new Event(1_700_000_000.25, 0, "brain.Event:2", Map.of(), 0),
                            new Event(1_700_000_000.25, 1, "", Map.of(), START),
                            new Event(1_700_000_000.25, 20, "", trainingScalars(), 0),
                            new Event(1_700_000_000.25, 5_000_000_000L, "", trainingScalars(), 0));
            assertThat(EventFileReader.read(files("validation").get(0)))
                    .hasSize(3)
                    .last()
                    .isEqualTo(new Event(
                            1_700_000_000.25,
                            20,
                            "",
                            Map.of(
                                    "loss", 2.1f,
                                    "top-1 error", 45.1f,
                                    "top-5 error", 20.25f,
                                    "images per second", 88.88f),
                            0));
        }
    }

    @Test
    void namesAreThoseThatTensorBoardLooksFor() throws IOException {
        open(0).close();
        assertThat(files("train")).singleElement().satisfies(file -> assertThat(
                        file.getFileName().toString())
                .matches("events\\.out\\.tfevents\\.1700000000\\..+"));
    }

    /** TensorBoard forgets steps at or behind that of a start, so the start stands one behind the resumed step. */
    @Test
    void resumedRunBeginsALaterFileWhoseStartPurgesStepsBehindTheResumedOne() throws IOException {
        try (TensorBoardLog log = open(0)) {
            log.training(Reports.training(40));
            log.training(Reports.training(60));
        }
        try (TensorBoardLog log = open(40)) {
            log.training(Reports.training(60));
        }
        List<Path> files = files("train");
        assertThat(files).hasSize(2);
        assertThat(files.get(1).getFileName().toString()).startsWith("events.out.tfevents.1700000001.");
        assertThat(EventFileReader.read(files.get(1)))
                .extracting(Event::sessionStatus, Event::step)
                .containsExactly(tuple(0L, 0L), tuple(START, 41L), tuple(0L, 60L));
    }

    @Test
    void objectStoreShowsTheEventsAtTheEnd() throws IOException {
        RunFolder folder = RunFolder.open(StubbornFileSystem.uri(output), StubbornFileSystem.configuration());
        try (TensorBoardLog log = TensorBoardLog.open(folder, 0, CLOCK)) {
            log.training(Reports.training(20));
        }
        assertThat(EventFileReader.read(files("train").get(0))).hasSize(3);
    }

    private static Map<String, Float> trainingScalars() {
        return Map.of(
                "loss", 4.312f,
                "top-1 error", 82.1f,
                "top-5 error", 61.8f,
                "learning rate", 0.269f,
                "images per second", 1843f);
    }

    private List<Path> files(String run) throws IOException {
        try (Stream<Path> files = Files.list(output.resolve("tensorboard").resolve(run))) {
            return files.sorted().toList();
        }
    }
}
