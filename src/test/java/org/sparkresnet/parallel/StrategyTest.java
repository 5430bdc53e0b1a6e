package org.sparkresnet.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.data.BatchAssembler;
import org.sparkresnet.data.EpochPlan;
import org.sparkresnet.data.Loading;
import org.sparkresnet.data.NetworkInput;
import org.sparkresnet.data.ShardSet;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.normalize.Normalization;
import org.sparkresnet.image.pipeline.Augmentation;
import org.sparkresnet.image.transform.Transform;
import org.sparkresnet.metrics.StepReport;
import org.sparkresnet.parallel.worker.LostReplica;
import org.sparkresnet.parallel.worker.Pictures;
import org.sparkresnet.parallel.worker.Segment;
import org.sparkresnet.parallel.worker.StopFile;
import org.sparkresnet.parallel.worker.Work;
import org.sparkresnet.schedule.LearningRateSchedule;
import org.sparkresnet.shard.ShardFolder;

/** Strategies against the reference, with a replica in plain Java: what is tested is the way of the gradients. */
class StrategyTest {
    private static final int STEPS = 7;
    /** Steps of a segment that nobody waits for. */
    private static final long LONG = 1_000_000;

    @TempDir
    private static Path folder;

    private static JavaSparkContext spark;
    private static ShardSet shards;

    private final List<StepReport> reports = Collections.synchronizedList(new ArrayList<>());

    @BeforeAll
    static void start() throws Exception {
        shards = new ShardSet(ShardFolder.open(
                SmallShards.write(folder.resolve("shards"), 61, 40, 59).toString(), new Configuration()));
        spark = new JavaSparkContext(new SparkConf()
                .setMaster("local[8]")
                .setAppName("strategies")
                .set("spark.ui.enabled", "false")
                .set("spark.executor.heartbeatInterval", "100ms"));
    }

    @AfterAll
    static void stop() {
        spark.close();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "2, 2", "3, 2", "5, 3", "8, 1", "8, 3", "8, 5", "8, 8"})
    void allReduceGivesTheBitsOfTheReference(int lanes, int workers) throws Exception {
        assertThat(train(new AllReduce(workers), lanes, 1001, STEPS))
                .isEqualTo(train(new SingleWorker(), lanes, 1001, STEPS));
    }

    @Test
    void fewerParametersThanWorkers() throws Exception {
        assertThat(train(new AllReduce(5), 5, 3, STEPS)).isEqualTo(train(new SingleWorker(), 5, 3, STEPS));
    }

    @Test
    void manyShortSegmentsGiveTheBitsOfOneLongOne() throws Exception {
        assertThat(train(new AllReduce(4), 4, 1001, 1)).isEqualTo(train(new AllReduce(4), 4, 1001, STEPS));
    }

    @Test
    void aWorkerWithoutAReplicaTakesTheStateOfAnother() throws Exception {
        String expected = train(new AllReduce(3), 4, 1001, STEPS);
        Work work = work(4, 1001);
        try (WorkerGroup group = group(new AllReduce(3), work)) {
            group.run(new Segment(0, 3, false, false, 0, null));
            LostReplica.of(work);
            assertThat(finish(group, 3)).isEqualTo(expected);
        }
    }

    @Test
    void withoutAnyReplicaTheSegmentIsLost() throws WorkersLostException {
        Work work = work(4, 1001);
        try (WorkerGroup group = group(new AllReduce(2), work)) {
            group.run(new Segment(0, 3, false, false, 0, null));
            LostReplica.of(work);
            LostReplica.of(work);
            assertThatThrownBy(() -> group.run(new Segment(3, 6, false, false, 0, null)))
                    .isInstanceOf(WorkersLostException.class)
                    .hasMessageContaining("no replica with the state of step 3 was left");
        }
    }

    @Test
    void closingTheGroupFreesItsReplicas() throws Exception {
        train(new AllReduce(3), 4, 1001, STEPS);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("compute"));
    }

    @Test
    void reportsArriveOnceAndInOrder() throws Exception {
        train(new AllReduce(2), 4, 1001, 2);
        assertThat(reports).extracting(StepReport::step).containsExactly(2L, 4L, 6L, 7L);
        assertThat(reports).allSatisfy(report -> {
            assertThat(report.loss()).isFinite();
            assertThat(report.dataSeconds() + report.computeSeconds() + report.exchangeSeconds())
                    .isPositive();
        });
    }

    @Test
    void scoresAreThoseOfAllLanesForAnyNumberOfWorkers() throws Exception {
        List<SegmentResult> results = new ArrayList<>();
        for (int workers = 1; workers <= 4; workers++) {
            try (WorkerGroup group = group(new AllReduce(workers), work(4, 10))) {
                results.add(group.run(new Segment(0, 5, true, false, 0, null)));
            }
        }
        assertThat(results.get(0).training().examples()).isEqualTo(5L * 4 * 5);
        assertThat(results.get(0).validation().examples()).isEqualTo(160);
        assertThat(results).allSatisfy(result -> {
            assertThat(result.training()).isEqualTo(results.get(0).training());
            assertThat(result.validation()).isEqualTo(results.get(0).validation());
        });
    }

    @Test
    void moreWorkersThanRoomIsRefusedAfterTheTimeout() {
        assertThatThrownBy(() -> new Cluster(spark).awaitRoom(9, Duration.ofMillis(200)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("parallel.workers = 9: Spark has room for 8 at once");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8})
    void badRecordsAreReplacedAndCountedTheSameForAnyNumberOfWorkers(int workers) throws Exception {
        ShardSet damaged = damaged("few" + workers, 7, 19);
        SegmentResult expected = run(new SingleWorker(), work(8, 1001, damaged, 3), 3);
        reports.clear();
        SegmentResult result = run(new AllReduce(workers), work(8, 1001, damaged, 3), 3);
        assertThat(result.saved().vectors()).isEqualTo(expected.saved().vectors());
        assertThat(result.endStep()).isEqualTo(3);
        assertThat(result.badRecords()).isEqualTo(expected.badRecords()).isNotEmpty();
        assertThat(reports.stream().mapToLong(StepReport::badRecords).sum())
                .isEqualTo(result.badRecords().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8})
    void moreBadRecordsThanAllowedEndTheSegmentAtTheSameStepWithTheirNames(int workers) throws Exception {
        ShardSet damaged = damaged("many" + workers, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19);
        SegmentResult expected = run(new SingleWorker(), work(8, 1001, damaged, 2), 3);
        SegmentResult result = run(new AllReduce(workers), work(8, 1001, damaged, 2), 3);
        assertThat(result.endStep()).isEqualTo(expected.endStep()).isLessThan(3);
        assertThat(result.saved().exists()).isFalse();
        assertThat(result.badRecords()).isEqualTo(expected.badRecords()).hasSizeGreaterThan(2);
        assertThat(result.badRecords())
                .allSatisfy(bad -> assertThat(bad.sentence()).contains("part-00000-of-00003.tfrecord: record "));
    }

    @Test
    void badRecordsOfTheEpochBeforeTheSegmentCountToo() throws Exception {
        ShardSet damaged = damaged("before", 7, 19);
        try (WorkerGroup group = group(new AllReduce(2), work(8, 1001, damaged, 3))) {
            SegmentResult result = group.run(new Segment(0, 3, false, true, 3, null));
            assertThat(result.endStep()).isEqualTo(3);
            assertThat(result.badRecords()).isNotEmpty();
        }
    }

    @Test
    void aRunThatIsAskedToStopEndsBehindAStepOnAllWorkersAndSaves() throws Exception {
        StopFile stop = StopFile.of(folder.resolve("run").toString(), new Configuration());
        Work work = work(4, 1001);
        stop.place();
        SegmentResult stopped;
        try (WorkerGroup group = group(new AllReduce(3), work)) {
            stopped = group.run(new Segment(0, LONG, true, false, 0, null));
        } finally {
            stop.remove();
        }
        assertThat(stopped.endStep()).isBetween(1L, LONG - 1);
        assertThat(stopped.evaluated()).isFalse();
        assertThat(stopped.training().examples()).isEqualTo(stopped.endStep() * 4 * 5);
        try (WorkerGroup group = group(new SingleWorker(), work(4, 1001))) {
            assertThat(group.run(new Segment(0, stopped.endStep(), false, true, 0, null))
                            .saved()
                            .vectors())
                    .isEqualTo(stopped.saved().vectors());
        }
    }

    @Test
    void aPoolWithRoomForFewerWorkersGivesThatRoomAfterALoss() {
        Duration patience = Duration.ofMillis(50);
        assertThat(new Cluster(spark).awaitReturn(9, patience, patience)).isEqualTo(8);
        assertThat(new Cluster(spark).awaitReturn(3, patience, patience)).isEqualTo(3);
        assertThat(new AllReduce(4).withAtMost(3)).isEqualTo(new AllReduce(3));
    }

    /** Trains {@value STEPS} steps in segments of {@code stride} and answers the fingerprint of the parameters. */
    private String train(ParallelismStrategy strategy, int lanes, int floats, int stride) throws Exception {
        try (WorkerGroup group = group(strategy, work(lanes, floats))) {
            long step = 0;
            while (step + stride < STEPS) {
                group.run(new Segment(step, step + stride, false, false, 0, null));
                step += stride;
            }
            return finish(group, step);
        }
    }

    private String finish(WorkerGroup group, long step) throws Exception {
        return group.run(new Segment(step, STEPS, false, true, 0, null))
                .saved()
                .vectors()
                .get(0)
                .sha256();
    }

    private WorkerGroup group(ParallelismStrategy strategy, Work work) {
        return new WorkerGroup(spark, strategy, work, 0, reports::add);
    }

    private SegmentResult run(ParallelismStrategy strategy, Work work, int steps) throws Exception {
        try (WorkerGroup group = group(strategy, work)) {
            return group.run(new Segment(0, steps, false, true, 0, null));
        }
    }

    /** The same shards once more, with a byte changed in each of these records of the first one. */
    private static ShardSet damaged(String name, int... records) throws Exception {
        Path copy = SmallShards.write(folder.resolve(name), 61, 40, 59);
        Path shard = copy.resolve("part-00000-of-00003.tfrecord");
        List<String> index = Files.readAllLines(copy.resolve("part-00000-of-00003.tfrecord.idx"));
        byte[] bytes = Files.readAllBytes(shard);
        for (int record : records) {
            bytes[Integer.parseInt(index.get(record).split(" ")[0]) + 50] ^= 1;
        }
        Files.write(shard, bytes);
        return new ShardSet(ShardFolder.open(copy.toString(), new Configuration()));
    }

    private static Work work(int lanes, int floats) {
        return work(lanes, floats, shards, 0);
    }

    private static Work work(int lanes, int floats, ShardSet training, long mostBadRecords) {
        NetworkInput input = new NetworkInput(
                new PictureShape(1, 5, 4), List.of("a", "b"), new Normalization(List.of(0.5), List.of(0.25)));
        Augmentation augmentation = new Augmentation(List.of(new Transform.PadAndCrop(1), new Transform.Flip(0.5)));
        return new Work(
                "run " + System.nanoTime(),
                "a secret of this test alone",
                folder.resolve("run").toString(),
                new PlainReplica.Blueprint(floats),
                new EpochPlan(3, shards.sizes(), lanes, 5, 8),
                new Pictures(training, new BatchAssembler(augmentation, input, 3, true)),
                new Pictures(shards, new BatchAssembler(new Augmentation(List.of()), input, 3, false)),
                new LearningRateSchedule.Constant(0.1),
                new Work.Pace(new Loading(1, 2, 1 << 20), mostBadRecords, 2, STEPS, Duration.ofSeconds(30)),
                new SerializableConfiguration(new Configuration()));
    }
}
