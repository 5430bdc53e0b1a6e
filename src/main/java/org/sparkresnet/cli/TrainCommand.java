package org.sparkresnet.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkresnet.config.Settings;
import org.sparkresnet.train.Experiment;
import org.sparkresnet.train.MemoryLimit;
import org.sparkresnet.train.MemoryPlan;
import org.sparkresnet.train.Recipe;
import org.sparkresnet.train.Summary;
import org.sparkresnet.train.Training;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Trains the network of a recipe, from its newest checkpoint if there is one, to the end of the recipe. */
@Command(
        name = "train",
        description = "Trains to the end of the recipe, from the newest checkpoint.",
        mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(TrainCommand.class);

    @Mixin
    private Arguments arguments;

    @Override
    public Integer call() throws IOException {
        Settings settings = arguments.settings();
        Recipe recipe = Recipe.from(arguments.recipe().orElse(""), settings);
        try (SparkStart spark = SparkStart.forWorkers(
                        "train " + recipe.name(), recipe.strategy().workers(), recipe.threads())
                .withBarrierTimeout(recipe.patience().timeout())) {
            OwnData.prepareIfMissing(settings, recipe, spark);
            Experiment experiment = Experiment.open(settings, recipe, spark.hadoop());
            checkMemory(experiment.memoryPlan(), spark.memory(recipe.strategy().workers()));
            Training training = new Training(experiment, settings.render(), spark.cluster(), System.out);
            training.open();
            Summary summary = StopSignals.heed(training::stop, training::run);
            System.out.println(summary.isComplete() ? summary.table() : summary.stopSentence());
            return summary.isComplete() ? CommandLine.ExitCode.OK : StopSignals.EXIT_CODE;
        }
    }

    private static void checkMemory(MemoryPlan plan, List<MemoryLimit> limits) {
        plan.requireWithin(limits);
        plan.warnings(limits).forEach(LOG::warn);
    }
}
