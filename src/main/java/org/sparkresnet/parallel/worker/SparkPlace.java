package org.sparkresnet.parallel.worker;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.SparkEnv;
import scala.Tuple2;

/** Where this code runs, as Spark knows it. */
final class SparkPlace {
    private SparkPlace() {}

    /** The address by which other executors reach this one. */
    static String host() {
        return SparkEnv.get().blockManager().blockManagerId().host();
    }

    /** This executor, in the words that Spark's scheduler takes as a preferred place. */
    static String executor() {
        return "executor_" + host() + "_" + SparkEnv.get().executorId();
    }

    /** All settings of the application. */
    static Map<String, String> settings() {
        return Arrays.stream(SparkEnv.get().conf().getAll()).collect(Collectors.toMap(Tuple2::_1, Tuple2::_2));
    }
}
