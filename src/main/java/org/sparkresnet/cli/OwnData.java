package org.sparkresnet.cli;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkresnet.config.Settings;
import org.sparkresnet.prepare.Preparation;
import org.sparkresnet.prepare.PrepareSettings;
import org.sparkresnet.storage.FileSystems;
import org.sparkresnet.train.Recipe;

/** A recipe may say how its own data is made: its block {@code prepare} makes the folder that {@code data.train} names. */
final class OwnData {
    private static final Logger LOG = LoggerFactory.getLogger(OwnData.class);

    private OwnData() {}

    /** Prepares the data if {@code data.train} does not exist and is what {@code prepare} would make. */
    static void prepareIfMissing(Settings settings, Recipe recipe, SparkStart spark) throws IOException {
        String output = settings.at("prepare").optionalText("output").orElse("");
        String training = recipe.data().training();
        if (!settings.isValid() || !training.equals(output + "/train") || exists(training, spark.hadoop())) {
            return;
        }
        PrepareSettings prepare = PrepareSettings.from(settings);
        settings.throwIfInvalid();
        LOG.info("Preparing {} from {}", output, prepare.source());
        Preparation.run(spark.context(), prepare);
    }

    private static boolean exists(String folder, Configuration hadoop) {
        try {
            Path path = new Path(folder);
            return FileSystems.of(path, hadoop).exists(path);
        } catch (IllegalArgumentException | IOException e) {
            LOG.debug("{} cannot be looked at, which is reported when it is opened", folder, e);
            return true;
        }
    }
}
