package org.sparkresnet.cli;

import java.util.concurrent.Callable;
import org.sparkresnet.config.Settings;
import org.sparkresnet.model.Description;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what the network of a recipe costs; needs neither Spark nor data. */
@Command(
        name = "describe",
        description = "Prints the stages of the network, its parameters and multiply-adds.",
        mixinStandardHelpOptions = true)
final class DescribeCommand implements Callable<Integer> {
    @Mixin
    private Arguments arguments;

    @Override
    public Integer call() {
        Settings settings = arguments.settings();
        Description description = Description.from(settings);
        settings.throwIfInvalid();
        System.out.println(description.text());
        return 0;
    }
}
