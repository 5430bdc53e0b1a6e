package org.sparkresnet.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.sparkresnet.benchmark.ComputeBenchmark;
import org.sparkresnet.benchmark.ComputeReport;
import org.sparkresnet.benchmark.DataBenchmark;
import org.sparkresnet.benchmark.DataReport;
import org.sparkresnet.config.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures this machine on synthetic data; what is measured is a command of its own below this one. */
@Command(
        name = "benchmark",
        description = "Measures how fast this machine is, on synthetic data.",
        subcommands = {BenchmarkCommand.Compute.class, BenchmarkCommand.Data.class},
        synopsisSubcommandLabel = "compute|data",
        mixinStandardHelpOptions = true)
final class BenchmarkCommand {
    /** One replica: training steps and evaluations. */
    @Command(
            name = "compute",
            description = "Times training steps and inference of one replica; needs neither Spark nor data.",
            mixinStandardHelpOptions = true)
    static final class Compute implements Callable<Integer> {
        @Mixin
        private Arguments arguments;

        @Override
        public Integer call() throws IOException {
            Settings settings = arguments.settings();
            ComputeBenchmark benchmark = ComputeBenchmark.from(settings);
            settings.throwIfInvalid();
            ComputeReport report = benchmark.run();
            System.out.println(report.table());
            System.out.println(report.json());
            return 0;
        }
    }

    /** One worker's loader: reading, decoding, augmentation. */
    @Command(
            name = "data",
            description = "Times the way from stored pictures to batches; needs no Spark.",
            mixinStandardHelpOptions = true)
    static final class Data implements Callable<Integer> {
        @Mixin
        private Arguments arguments;

        @Override
        public Integer call() throws IOException {
            DataReport report = DataBenchmark.from(arguments.settings()).run();
            System.out.println(report.table());
            System.out.println(report.json());
            return 0;
        }
    }
}
