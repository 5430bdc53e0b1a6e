package org.sparkresnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkresnet.train.MemoryLimit;
import org.sparkresnet.train.MemoryLimit.Kind;
import org.sparkresnet.train.MemoryLimit.Share;

class MemoryLimitsTest {
    private static final String LIMIT = "org.bytedeco.javacpp.maxbytes";
    private static final String PHYSICAL_LIMIT = "org.bytedeco.javacpp.maxphysicalbytes";
    private static final long MEGABYTE = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void allWorkersOfLocalModeShareThisProcess() {
        List<MemoryLimit> limits = MemoryLimits.of(conf("local[4]"), 4);
        Share share = new Share(1, 4, Runtime.getRuntime().maxMemory());
        assertThat(limits).extracting(MemoryLimit::share).containsOnly(share);
        assertThat(limits).extracting(MemoryLimit::kind).contains(Kind.DIRECT_BUFFERS, Kind.HEAP, Kind.ALL);
        assertThat(limits)
                .filteredOn(limit -> limit.setting().equals("org.bytedeco.javacpp.maxphysicalbytes"))
                .extracting(MemoryLimit::bytes)
                .as("the build sets it to 12g")
                .containsExactly(12 * 1024 * MEGABYTE);
    }

    @Test
    void executorsOfALocalClusterShareThisMachine() {
        SparkConf conf =
                conf("local-cluster[3, 4, 2048]").set("spark.task.cpus", "2").set("spark.executor.memory", "700m");
        List<MemoryLimit> limits = MemoryLimits.of(conf, 3);
        assertThat(limits.get(0).share()).isEqualTo(new Share(1, 2, 700 * MEGABYTE));
        assertThat(limits.get(0).bytes()).isEqualTo(700 * MEGABYTE);
        assertThat(limits.get(2).share()).isEqualTo(new Share(2, 3, 1400 * MEGABYTE));
    }

    @Test
    void containersHaveTheirOverhead() {
        SparkConf conf = conf("yarn").set("spark.executor.cores", "8").set("spark.task.cpus", "4");
        assertThat(overhead(conf, 5)).isEqualTo(384 * MEGABYTE);
        assertThat(overhead(conf.set("spark.executor.memory", "8g"), 5)).isEqualTo(819 * MEGABYTE);
        assertThat(overhead(conf.set("spark.executor.memoryOverhead", "12g"), 5))
                .isEqualTo(12 * 1024 * MEGABYTE);
        assertThat(MemoryLimits.of(conf, 5).get(2).share()).isEqualTo(new Share(1, 2, 8192 * MEGABYTE));
    }

    @Test
    void theProgramRefusesARecipeThatDoesNotFit() {
        System.setProperty("spark.ui.enabled", "false");
        SampleData data = SampleData.prepare(folder.resolve("data"));
        Program.Result result =
                Program.run(data.train(folder.resolve("run"), "data.micro-batch=1400", "model.depth=302"));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.errors())
                .contains(
                        "org.bytedeco.javacpp.maxphysicalbytes = 12288 MB: too little for 1 workers of this recipe, which need ")
                .contains("choose a smaller data.micro-batch")
                .doesNotContain("Exception");
        assertThat(folder.resolve("run")).doesNotExist();
        System.clearProperty("spark.ui.enabled");
    }

    @Test
    void limitsOfJavaCppAreLiftedUnlessThePersonSetOne() {
        String set = System.clearProperty(LIMIT);
        String physical = System.clearProperty(PHYSICAL_LIMIT);
        try {
            System.setProperty(PHYSICAL_LIMIT, "9g");
            MemoryLimits.lift();
            assertThat(System.getProperty(LIMIT)).isNull();
            System.clearProperty(PHYSICAL_LIMIT);
            MemoryLimits.lift();
            assertThat(System.getProperty(LIMIT)).isEqualTo("0");
        } finally {
            System.setProperty(LIMIT, set);
            System.setProperty(PHYSICAL_LIMIT, physical);
        }
    }

    private static long overhead(SparkConf conf, int workers) {
        return MemoryLimits.of(conf, workers).get(2).bytes();
    }

    private static SparkConf conf(String master) {
        return new SparkConf(false).setMaster(master);
    }
}
