package org.sparkresnet.evaluate;

import java.util.Map;
import java.util.Optional;
import org.sparkresnet.compute.ComputeSettings;
import org.sparkresnet.config.Settings;
import org.sparkresnet.data.Loading;
import org.sparkresnet.image.pipeline.Augmentation;
import org.sparkresnet.model.Architecture;

/**
 * What the settings say of an evaluation.
 *
 * @param recipe name of the recipe's file, or ""
 * @param output folder that gets {@code evaluation.json}
 * @param checkpoint folder of a checkpoint, or of a run whose newest one is meant
 * @param validation folder of shards
 * @param network the settings of the network by key, to be compared with those of the checkpoint
 * @param batchSize pictures in one forward pass
 * @param workers replicas that share the work, at least 1
 */
public record EvaluationSettings(
        String recipe,
        String output,
        String checkpoint,
        String validation,
        Augmentation augmentation,
        Architecture architecture,
        Map<String, String> network,
        int batchSize,
        Loading loading,
        int workers,
        ComputeSettings compute) {
    /** Reads the blocks that matter; what is wrong is collected in {@code settings}. */
    public static EvaluationSettings from(String recipe, Settings settings) {
        String output = settings.at("run").text("output");
        Optional<String> checkpoint = settings.at("evaluate").optionalText("checkpoint");
        Settings data = settings.at("data");
        Settings parallel = settings.at("parallel");
        return new EvaluationSettings(
                recipe,
                output,
                checkpoint.orElse(output),
                data.text("validation"),
                Augmentation.forValidation(settings),
                Architecture.from(settings),
                settings.at("model").values(),
                data.positiveInt("micro-batch"),
                Loading.from(data),
                parallel.positiveInt("workers"),
                ComputeSettings.from(settings));
    }

    /** Compute threads of each replica, at least 1. */
    public int threads() {
        return compute.threads();
    }
}
