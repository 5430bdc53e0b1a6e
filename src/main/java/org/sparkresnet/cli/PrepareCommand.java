package org.sparkresnet.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.sparkresnet.config.Settings;
import org.sparkresnet.prepare.Preparation;
import org.sparkresnet.prepare.PreparationReport;
import org.sparkresnet.prepare.PrepareSettings;
import org.sparkresnet.prepare.verify.Verification;
import org.sparkresnet.prepare.verify.VerificationReport;
import org.sparkresnet.prepare.verify.VerifySettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes shards of the data that {@code prepare.source} names, or checks those that are there. */
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
        if (VerifySettings.asked(settings)) {
            return verify(settings);
        }
        PrepareSettings prepare = PrepareSettings.from(settings);
        settings.throwIfInvalid();
        try (SparkStart spark = SparkStart.forTasks("prepare " + prepare.source())) {
            PreparationReport report = Preparation.run(spark.context(), prepare);
            System.out.println(report.table());
        }
        return 0;
    }

    private static int verify(Settings settings) {
        VerifySettings verify = VerifySettings.from(settings);
        settings.throwIfInvalid();
        try (SparkStart spark = SparkStart.forTasks("verify " + verify.place())) {
            VerificationReport report = Verification.run(spark.context(), verify);
            System.out.println(report.table());
        }
        return 0;
    }
}
