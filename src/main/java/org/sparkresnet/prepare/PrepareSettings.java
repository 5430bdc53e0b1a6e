package org.sparkresnet.prepare;

import org.sparkresnet.config.Settings;

/**
 * What one preparation is told.
 *
 * @param source folder with the data, any Hadoop URI
 * @param format layout of the source
 * @param output folder that gets one folder of shards per split, any Hadoop URI
 * @param examplesPerShard most records of a shard, at least 1
 * @param seed of the order of records
 * @param tasks Spark tasks, 0 for one per core
 */
public record PrepareSettings(
        String source, SourceFormat format, String output, int examplesPerShard, long seed, int tasks) {
    public PrepareSettings {
        if (examplesPerShard < 1 || tasks < 0) {
            throw new IllegalArgumentException(examplesPerShard + " examples per shard, " + tasks + " tasks");
        }
    }

    /**
     * Reads the block {@code prepare}; problems are recorded there.
     *
     * @param root the whole settings
     */
    public static PrepareSettings from(Settings root) {
        Settings prepare = root.at("prepare");
        return new PrepareSettings(
                prepare.text("source"),
                prepare.choice("format", SourceFormat.class),
                prepare.text("output"),
                prepare.positiveInt("examples-per-shard"),
                prepare.wholeNumber("seed"),
                prepare.nonNegativeInt("tasks"));
    }
}
