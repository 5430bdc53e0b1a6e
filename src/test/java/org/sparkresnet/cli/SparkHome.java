package org.sparkresnet.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The folder with Spark's jars that the build makes, for processes that a cluster consists of. */
final class SparkHome {
    private SparkHome() {}

    /** Class path of Spark alone. */
    static String classPath() {
        return jars().toPath().resolve("*").toString();
    }

    /** What this process has on its class path besides Spark: the program and its libraries. */
    static String classPathBesidesSpark() {
        Set<String> names = Arrays.stream(jars().listFiles()).map(File::getName).collect(Collectors.toSet());
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !names.contains(new File(entry).getName()))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static File jars() {
        return Path.of(System.getProperty("spark-resnet.spark-home"), "jars").toFile();
    }
}
