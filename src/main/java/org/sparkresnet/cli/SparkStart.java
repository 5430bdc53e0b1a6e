package org.sparkresnet.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.serializer.JavaSerializer;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.parallel.Cluster;
import org.sparkresnet.storage.ClientPatience;
import org.sparkresnet.train.MemoryLimit;
import scala.Tuple2;

/** Starts Spark when it is first needed, sized for the command; closing it stops Spark. */
final class SparkStart implements AutoCloseable {
    private static final String MASTER = "spark.master";
    private static final String EXECUTOR_OPTIONS = "spark.executor.defaultJavaOptions";
    private static final String HADOOP = "spark.hadoop.";

    private final SparkConf conf;
    private JavaSparkContext spark;

    private SparkStart(SparkConf conf) {
        this.conf = conf;
    }

    /**
     * For workers that each need some cores at the same time.
     *
     * @param name shown in Spark's pages
     */
    static SparkStart forWorkers(String name, int workers, int threads) {
        SparkConf conf = named(name);
        conf.setIfMissing(MASTER, "local[" + Math.multiplyExact(workers, threads) + "]");
        conf.set("spark.task.cpus", Integer.toString(threads));
        // A stage of workers needs all of them at once and for its whole length: a number that breathes, or a second
        // try beside the first, makes no sense here, but a cluster may have both as its defaults.
        conf.set("spark.dynamicAllocation.enabled", "false");
        conf.set("spark.speculation", "false");
        int perExecutor = Math.max(1, conf.getInt("spark.executor.cores", threads) / threads);
        conf.setIfMissing("spark.executor.instances", Integer.toString((workers + perExecutor - 1) / perExecutor));
        // Barrier stages need all their slots at once; waiting for a preferred place can abort them.
        conf.setIfMissing("spark.locality.wait", "0s");
        // In front of what the person asks for, which wins.
        conf.set(EXECUTOR_OPTIONS, (conf.get(EXECUTOR_OPTIONS, "") + " " + MemoryLimits.WORKER_OPTIONS).strip());
        // Reports of the running step travel with the heartbeats.
        conf.setIfMissing("spark.executor.heartbeatInterval", "2s");
        return new SparkStart(conf);
    }

    /** Lets workers wait for each other for that long at the start of a stage; Spark's own default is a year. */
    SparkStart withBarrierTimeout(Duration timeout) {
        conf.setIfMissing("spark.barrier.sync.timeout", timeout.toSeconds() + "s");
        return this;
    }

    /** For any number of independent tasks. */
    static SparkStart forTasks(String name) {
        SparkConf conf = named(name);
        conf.setIfMissing(MASTER, "local[*]");
        return new SparkStart(conf);
    }

    /** What {@code workers} workers find on the executors. */
    List<MemoryLimit> memory(int workers) {
        return MemoryLimits.of(conf, workers);
    }

    /** The running application. */
    JavaSparkContext context() {
        if (spark == null) {
            spark = start();
        }
        return spark;
    }

    /** The running application, as the place of training. */
    Cluster cluster() {
        return new Cluster(context());
    }

    /** How files are reached, known before Spark runs. */
    Configuration hadoop() {
        Configuration hadoop = new Configuration();
        Arrays.stream(conf.getAllWithPrefix(HADOOP))
                .forEach((Tuple2<String, String> setting) -> hadoop.set(setting._1(), setting._2()));
        return hadoop;
    }

    /** What Spark itself refuses is, as a rule, a master that is misspelled or does not answer. */
    private JavaSparkContext start() {
        try {
            return new JavaSparkContext(conf);
        } catch (Exception e) {
            // Scala declares no exceptions, so Spark's checked one cannot be caught by its name.
            if (e instanceof SparkException || e.getCause() instanceof SparkException) {
                throw new InvalidInputException(
                        "spark.master = " + conf.get(MASTER) + ": Spark cannot be started there (" + e.getMessage()
                                + "); check --master, and whether it answers",
                        e);
            }
            throw e;
        }
    }

    @Override
    public void close() {
        if (spark != null) {
            BarrierTimer.cancel(spark.sc());
            spark.close();
        }
    }

    /**
     * Kryo 4, which a cluster may have as its default, cannot write Java records. What goes to Hadoop's client goes to
     * the executors too.
     */
    private static SparkConf named(String name) {
        SparkConf conf = new SparkConf().setAppName(name).set("spark.serializer", JavaSerializer.class.getName());
        ClientPatience.bounds(new HdfsConfiguration())
                .forEach((setting, value) -> conf.setIfMissing(HADOOP + setting, value));
        return conf;
    }
}
