package org.sparkresnet.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.sparkresnet.config.Settings;
import org.sparkresnet.prepare.Preparation;
import org.sparkresnet.prepare.PreparationReport;
import org.sparkresnet.prepare.PrepareSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes shards of the data that {@code prepare.source} names. */
@Command(
        name = "prepare",
        description = "Turns a source of labeled pictures into shards.",
        mixinStandardHelpOptions = true)
final class PrepareCommand implements Callable<Integer> {
    @Mixin
    private Arguments arguments;

    @Override
    public Integer call() throws IOException {
        Settings settings = arguments.settings();
        PrepareSettings prepare = PrepareSettings.from(settings);
        settings.throwIfInvalid();
        try (SparkStart spark = SparkStart.forTasks("prepare " + prepare.source())) {
            PreparationReport report = Preparation.run(spark.context(), prepare);
            System.out.println(report.table());
        }
        return 0;
    }
}
