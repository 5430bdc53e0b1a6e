package org.sparkresnet.cli;

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
        subcommands = {PrepareCommand.class, TrainCommand.class, EvaluateCommand.class},
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {}

    /** Runs one command and ends the process: exit code 0 done, 2 the person's mistake, 1 anything else. */
    public static void main(String[] words) {
        boolean codeIsLost = "cluster".equals(new SparkConf().get("spark.submit.deployMode", "client"));
        int code = run(words, codeIsLost);
        System.exit(code);
    }

    /**
     * Runs one command.
     *
     * @param rethrow whether a failure is thrown, because nobody will see the exit code: in cluster deploy mode what is
     *     thrown becomes the application's final diagnostic
     */
    static int run(String[] words, boolean rethrow) {
        return new CommandLine(new Main())
                .setParameterExceptionHandler((mistake, ignored) -> refuse(mistake))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (rethrow) {
                        throw failure;
                    }
                    return exitCode(failure);
                })
                .execute(words);
    }

    private static int refuse(ParameterException mistake) {
        System.err.println(mistake.getMessage() + "; " + "see --help");
        return CommandLine.ExitCode.USAGE;
    }

    private static int exitCode(Exception failure) {
        if (failure instanceof InvalidInputException) {
            System.err.println(failure.getMessage());
            LOG.debug("Refused", failure);
            return CommandLine.ExitCode.USAGE;
        }
        LOG.error("Failed", failure);
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
