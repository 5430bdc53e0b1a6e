package org.sparkresnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can only be seen in the finished jar. */
class SparkResnetJarTest {
    private static final Path JAR = Path.of(System.getProperty("spark-resnet.jar"));
    private static final Path SPARK_JARS = Path.of(System.getProperty("spark-resnet.spark-home"), "jars");

    @Test
    void noClassInTheJarExistsInSparksOwnJars() throws IOException {
        Set<String> ours = classes(JAR);
        assertThat(ours).contains("org/sparkresnet/cli/Main.class");
        try (Stream<Path> jars = Files.list(SPARK_JARS)) {
            for (Path jar :
                    jars.filter(path -> path.toString().endsWith(".jar")).toList()) {
                Set<String> both = classes(jar);
                both.retainAll(ours);
                assertThat(both)
                        .as("classes that are also in %s", jar.getFileName())
                        .isEmpty();
            }
        }
    }

    @Test
    void theJarHoldsTheNativesOfOnePlatformOnly() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            Set<String> platforms = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.matches("(org/nd4j|org/bytedeco).*\\.(so|dll|dylib)[.0-9]*"))
                    .map(name -> name.replaceFirst(".*/((linux|windows|macosx|android|ios)-[a-z0-9_]+).*", "$1"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(platforms).containsExactly("linux-x86_64");
        }
    }

    @Test
    void ofOpenCvTheJarHoldsOnlyWhatReadsPictures() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            Set<String> libraries = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.matches("org/bytedeco/opencv/linux.*\\.so[.0-9]*"))
                    .map(name -> name.replaceFirst(".*/lib(.*)\\.so.*", "$1"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(libraries)
                    .containsExactly(
                            "jniopencv_core",
                            "jniopencv_imgcodecs",
                            "jniopencv_imgproc",
                            "opencv_core",
                            "opencv_imgcodecs",
                            "opencv_imgproc");
            assertThat(jar.stream().map(entry -> entry.getName())).noneMatch(name -> name.contains("haarcascade"));
        }
    }

    private static Set<String> classes(Path path) throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            return jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name ->
                            name.endsWith(".class") && !name.contains("META-INF") && !name.equals("module-info.class"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
