package org.sparkresnet.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shards on an HDFS of three data nodes with names of their own, a copy of each shard on one of them. */
@Tag("cluster")
class RecordHostsTest {
    private static final List<Integer> SIZES = List.of(7, 12, 5, 9, 11, 6, 8);
    private static final int WORKERS = 3;

    @TempDir
    private static Path folder;

    private static MiniDFSCluster cluster;
    private static ShardSet shards;

    @BeforeAll
    static void start() throws IOException {
        Configuration configuration = new HdfsConfiguration();
        configuration.setInt("dfs.replication", 1);
        cluster = new MiniDFSCluster.Builder(
                        configuration, folder.resolve("hdfs").toFile())
                .numDataNodes(3)
                .hosts(new String[] {"first", "second", "third"})
                .build();
        cluster.waitActive();
        SmallDataSet.write(folder.resolve("shards"), SIZES);
        FileSystem files = cluster.getFileSystem();
        files.copyFromLocalFile(hadoopPath(folder.resolve("shards").toString()), hadoopPath("/shards"));
        shards = new ShardSet(org.sparkresnet.shard.ShardFolder.open(files.getUri() + "/shards", files.getConf()));
    }

    @AfterAll
    static void stop() {
        cluster.shutdown();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0, 2", "3, 1", "6, 2", "9, 4"})
    void workersBelongWhereTheirRecordsAre(long step, int block) throws IOException {
        EpochPlan plan = new EpochPlan(3, SIZES, WORKERS, 3, block);
        long epochEnd = (step / plan.stepsPerEpoch() + 1) * plan.stepsPerEpoch();
        for (int worker = 0; worker < WORKERS; worker++) {
            var stretch = new TrainingRecords.Stretch(step, epochEnd, worker, worker + 1);
            var source = new TrainingRecords(plan, access(), stretch);

            requireBestFirst(hosts().ofTraining(plan, stretch), bytesOnHosts(source));
        }
    }

    @Test
    void evaluationToo() throws IOException {
        for (int worker = 0; worker < WORKERS; worker++) {
            var share = new ValidationRecords.Share(worker, WORKERS);
            var source = new ValidationRecords(access(), 4, share);

            requireBestFirst(hosts().ofValidation(4, share), bytesOnHosts(source));
        }
    }

    @Test
    void aWorkerWithoutRecordsMayRunAnywhere() throws IOException {
        assertThat(hosts().ofValidation(1000, new ValidationRecords.Share(0, 2)))
                .isEmpty();
    }

    @Test
    void aDiskOfThisMachineKnowsNoHosts() throws IOException {
        ShardSet local = SmallDataSet.write(folder.resolve("local"), SIZES);
        RecordHosts hosts = RecordHosts.of(local, SmallDataSet.HADOOP);

        assertThat(hosts.ofValidation(4, new ValidationRecords.Share(0, 1))).isEmpty();
    }

    @Test
    void aFolderThatIsGoneIsNoTrouble() throws IOException {
        Path gone = folder.resolve("gone");
        ShardSet local = SmallDataSet.write(gone, SIZES);
        FileUtils.deleteDirectory(gone.toFile());

        assertThat(RecordHosts.of(local, SmallDataSet.HADOOP).ofValidation(4, new ValidationRecords.Share(0, 1)))
                .isEmpty();
    }

    private static RecordHosts hosts() throws IOException {
        return RecordHosts.of(shards, access().hadoop());
    }

    private static ShardAccess access() throws IOException {
        return new ShardAccess(shards, cluster.getFileSystem().getConf(), 1000);
    }

    /** Of each host: what the records that {@code source} gives take there, each an equal part of its shard. */
    private static Map<String, Double> bytesOnHosts(RecordSource source) throws IOException {
        Map<String, Double> bytes = new HashMap<>();
        while (source.hasNext()) {
            for (NumberedRecord record : source.next().records()) {
                int shard = shardOf(record.number());
                var path = hadoopPath(shards.path(shard));
                var status = cluster.getFileSystem().getFileStatus(path);
                var block = cluster.getFileSystem().getFileBlockLocations(status, 0, 1)[0];
                bytes.merge(block.getHosts()[0], (double) status.getLen() / SIZES.get(shard), Double::sum);
            }
        }
        source.close();
        return bytes;
    }

    /** Two hosts with the same bytes may come in any order. */
    private static void requireBestFirst(List<String> hosts, Map<String, Double> bytes) {
        assertThat(hosts).containsExactlyInAnyOrderElementsOf(bytes.keySet());
        assertThat(hosts.stream().map(bytes::get).map(Math::round)).isSortedAccordingTo(Comparator.reverseOrder());
    }

    private static int shardOf(long number) {
        return IntStream.range(0, SIZES.size())
                .filter(shard -> number
                        < SIZES.stream()
                                .limit(shard + 1)
                                .mapToInt(Integer::intValue)
                                .sum())
                .findFirst()
                .orElseThrow();
    }

    private static org.apache.hadoop.fs.Path hadoopPath(String path) {
        return new org.apache.hadoop.fs.Path(path);
    }
}
