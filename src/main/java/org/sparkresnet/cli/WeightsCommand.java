package org.sparkresnet.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.sparkresnet.config.Settings;
import org.sparkresnet.weights.WeightsExport;
import org.sparkresnet.weights.WeightsSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Writes the weights of a checkpoint for other programs; needs no Spark. */
@Command(
        name = "weights",
        description = "Writes the weights of a checkpoint as a file for other programs.",
        mixinStandardHelpOptions = true)
final class WeightsCommand implements Callable<Integer> {
    @Mixin
    private Arguments arguments;

    @Override
    public Integer call() throws IOException {
        Settings settings = arguments.settings();
        WeightsSettings weights = WeightsSettings.from(settings);
        settings.throwIfInvalid();
        System.out.println(WeightsExport.open(weights, new Configuration()).run());
        return 0;
    }
}
