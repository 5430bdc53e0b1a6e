package org.sparkresnet;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may import whom. The two tables are the contract; a class that needs more belongs elsewhere. */
class ArchitectureTest {
    private static final String ROOT = "org.sparkresnet.";

    /** What each package may know of ours, besides {@code config}, which everybody may know. */
    private static final Map<String, Set<String>> MAY_KNOW = new TreeMap<>(Map.ofEntries(
            Map.entry("config", Set.of()),
            Map.entry("random", Set.of()),
            Map.entry("schedule", Set.of()),
            Map.entry("storage", Set.of()),
            Map.entry("shard", Set.of("storage")),
            Map.entry("collective", Set.of()),
            Map.entry("image", Set.of("random")),
            Map.entry("data", Set.of("image", "random", "shard")),
            Map.entry("replica", Set.of("data")),
            Map.entry("checkpoint", Set.of("storage")),
            Map.entry("metrics", Set.of("storage")),
            Map.entry("compute", Set.of("random", "replica")),
            Map.entry("optim", Set.of()),
            Map.entry("model", Set.of("compute", "data", "image", "optim", "random", "replica")),
            Map.entry(
                    "parallel",
                    Set.of("checkpoint", "collective", "data", "metrics", "replica", "schedule", "storage")),
            Map.entry(
                    "benchmark",
                    Set.of("compute", "data", "image", "metrics", "model", "optim", "random", "replica", "shard")),
            Map.entry("prepare", Set.of("image", "metrics", "random", "shard", "storage")),
            Map.entry(
                    "train",
                    Set.of(
                            "checkpoint",
                            "compute",
                            "data",
                            "image",
                            "metrics",
                            "model",
                            "optim",
                            "parallel",
                            "replica",
                            "schedule",
                            "shard",
                            "storage")),
            Map.entry(
                    "evaluate",
                    Set.of(
                            "checkpoint",
                            "compute",
                            "data",
                            "image",
                            "metrics",
                            "model",
                            "optim",
                            "parallel",
                            "replica",
                            "shard",
                            "storage",
                            "weights")),
            Map.entry("weights", Set.of("checkpoint", "data", "model", "storage")),
            Map.entry(
                    "cli",
                    Set.of("benchmark", "evaluate", "model", "parallel", "prepare", "storage", "train", "weights"))));

    /** Which packages may import a foreign library. */
    private static final Map<String, List<String>> LIBRARIES = Map.ofEntries(
            Map.entry("com.typesafe.config..", List.of("config")),
            Map.entry("org.apache.spark.network..", List.of("collective")),
            Map.entry("io.netty..", List.of("collective")),
            Map.entry("org.deeplearning4j..", List.of("model", "compute", "optim")),
            Map.entry("org.nd4j.linalg..", List.of("model", "compute", "optim")),
            Map.entry("org.bytedeco..", List.of("model", "compute", "image.file", "cli")),
            Map.entry("org.tensorflow..", List.of("shard", "metrics")),
            Map.entry("com.google.protobuf..", List.of("shard", "metrics")),
            Map.entry("us.hebi.matlab..", List.of("prepare.source.imagenet")),
            Map.entry("org.apache.parquet..", List.of("prepare.source.parquet")),
            Map.entry("picocli..", List.of("cli")),
            Map.entry("org.jline..", List.of("cli")),
            Map.entry("me.tongfei..", List.of("metrics")));

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.sparkresnet");

    @Test
    void packagesKnowOnlyWhatTheTableAllows() {
        MAY_KNOW.forEach((name, known) -> {
            Set<String> strangers = new TreeSet<>(MAY_KNOW.keySet());
            strangers.removeAll(known);
            strangers.remove(name);
            strangers.remove("config");
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + name + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(strangers.stream()
                            .map(stranger -> ROOT + stranger + "..")
                            .toArray(String[]::new))
                    .check(OURS);
        });
    }

    @Test
    void theTableHasNoNameThatIsNoPackage() {
        Set<String> packages = OURS.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(ROOT))
                .map(name -> name.substring(ROOT.length()).split("\\.")[0])
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(packages).isEqualTo(MAY_KNOW.keySet());
        assertThat(MAY_KNOW.values().stream().flatMap(Set::stream)).allMatch(MAY_KNOW::containsKey);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(OURS);
    }

    /** Also within a package no room needs one that needs it. */
    @Test
    void roomsHaveNoCycles() {
        slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(OURS);
    }

    @Test
    void foreignLibrariesStayInTheirPackages() {
        LIBRARIES.forEach((library, packages) -> classes()
                .that(not(resideInOurs(packages)))
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage(library)))
                .check(OURS));
    }

    @Test
    void sparkStaysWhereJobsAreRun() {
        String[] allowed = Stream.of("cli", "parallel", "prepare", "collective")
                .map(name -> ROOT + name + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideOutsideOfPackages(allowed)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.spark..", "scala..")
                .check(OURS);
    }

    @Test
    void everyPackageExplainsItself() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            Set<Path> folders = files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(folders).allSatisfy(folder -> assertThat(folder.resolve("package-info.java"))
                    .content()
                    .matches(text -> text.length() > 300, "is a real paragraph"));
        }
    }

    private static DescribedPredicate<JavaClass> resideInOurs(List<String> packages) {
        return packages.stream()
                .map(name -> resideInAPackage(ROOT + name + ".."))
                .reduce((left, right) -> left.or(right))
                .orElseThrow();
    }
}
