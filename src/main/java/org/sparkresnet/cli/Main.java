package org.sparkresnet.cli;

import java.util.Set;
import org.apache.spark.SparkConf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkresnet.config.InvalidInputException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;

/** The program: {@code COMMAND [RECIPE] [KEY=VALUE ...]}. */
@Command(
        name = "spark-resnet",
        description = "Trains residual networks on Apache Spark.",
        subcommands = {
            PrepareCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            DescribeCommand.class,
            WeightsCommand.class,
            BenchmarkCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Exception failure;

    Main() {}

    /** Runs one command and ends the process: exit code 0 done, 2 the person's mistake, 1 anything else. */
    public static void main(String[] words) throws Exception {
        MemoryLimits.lift();
        // Its warnings belong where all others are, not on standard error.
        System.setProperty("org.bytedeco.javacpp.logger", "slf4j");
        Main program = new Main();
        int code = program.run(words);
        if (program.failure != null && "cluster".equals(new SparkConf().get("spark.submit.deployMode", "client"))) {
            // Nobody sees the exit code there; what is thrown becomes the application's final diagnostic.
            throw program.failure;
        }
        System.exit(code);
    }

    /** Runs one command and answers its exit code. */
    int run(String... words) {
        return new CommandLine(this)
                .setParameterExceptionHandler(
                        (mistake, ignored) -> exitCode(new InvalidInputException(sentence(mistake), mistake)))
                .setExecutionExceptionHandler((caught, command, parsed) -> exitCode(caught))
                .execute(words);
    }

    private static String sentence(ParameterException mistake) {
        Set<String> commands = mistake.getCommandLine().getSubcommands().keySet();
        String choice = commands.isEmpty() ? "" : "; choose " + String.join(", ", commands);
        return mistake.getMessage() + choice + "; see --help";
    }

    private int exitCode(Exception caught) {
        failure = caught;
        if (caught instanceof InvalidInputException) {
            System.err.println(caught.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        LOG.error("Failed", caught);
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {version == null ? "development" : version};
        }
    }
}
