package org.sparkresnet.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.sparkresnet.config.Settings;
import org.sparkresnet.evaluate.Evaluation;
import org.sparkresnet.evaluate.EvaluationReport;
import org.sparkresnet.evaluate.EvaluationSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Counts the errors of a checkpoint on the validation set. */
@Command(
        name = "evaluate",
        description = "Counts top-1 and top-5 errors of a checkpoint.",
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
    @Mixin
    private Arguments arguments;

    @Override
    public Integer call() throws IOException {
        Settings settings = arguments.settings();
        EvaluationSettings evaluation =
                EvaluationSettings.from(arguments.recipe().orElse(""), settings);
        settings.throwIfInvalid();
        try (SparkStart spark = SparkStart.forWorkers(
                "evaluate " + evaluation.checkpoint(), evaluation.workers(), evaluation.threads())) {
            EvaluationReport report =
                    Evaluation.open(evaluation, spark.hadoop()).run(spark.cluster());
            report.write(spark.hadoop());
            System.out.println(report.table());
        }
        return 0;
    }
}
