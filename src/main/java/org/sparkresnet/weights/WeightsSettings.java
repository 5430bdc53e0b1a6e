package org.sparkresnet.weights;

import java.util.Map;
import java.util.Optional;
import org.sparkresnet.config.Settings;
import org.sparkresnet.model.Architecture;

/**
 * What the settings say of giving weights away.
 *
 * @param file that is written
 * @param checkpoint folder of a checkpoint, or of a run whose newest one is meant
 * @param network the settings of the network by key, to be compared with those of the checkpoint
 */
public record WeightsSettings(
        Format format, String file, String checkpoint, Architecture architecture, Map<String, String> network) {
    /** Names of {@code weights.format}. */
    public enum Format {
        /** A zip of DL4J's ModelSerializer, with layers that DL4J has itself. */
        DL4J
    }

    /** Reads the blocks that matter; what is wrong is collected in {@code settings}. */
    public static WeightsSettings from(Settings settings) {
        Settings weights = settings.at("weights");
        Optional<String> file = weights.optionalText("file");
        weights.require(file.isPresent(), "file", "nothing to write to; give the file that is to be written");
        return new WeightsSettings(
                weights.choice("format", Format.class),
                file.orElse(""),
                weights.optionalText("checkpoint")
                        .orElseGet(() -> settings.at("run").text("output")),
                Architecture.from(settings),
                settings.at("model").values());
    }
}
