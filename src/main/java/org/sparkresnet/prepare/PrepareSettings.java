package org.sparkresnet.prepare;

import java.util.Optional;
import org.sparkresnet.config.Settings;
import org.sparkresnet.prepare.source.ClassSubset;
import org.sparkresnet.prepare.source.SourceLayout;

/**
 * What one preparation is told.
 *
 * @param source folder or file with the data, any Hadoop URI
 * @param format name of its layout
 * @param layout with its settings
 * @param output folder that gets one folder of shards per split, any Hadoop URI
 * @param classes that are wanted
 * @param expected counts of the source
 * @param storing what becomes of the pictures
 * @param mean pictures of which a mean of each pixel is asked for
 * @param examplesPerShard most records of a shard, at least 1
 * @param holdOut training records that become a split of their own, at least 0
 * @param seed of the order of records, and of the choice of those held out
 * @param tasks Spark tasks, 0 for one per core
 */
public record PrepareSettings(
        String source,
        SourceFormat format,
        SourceLayout layout,
        String output,
        ClassSubset classes,
        ExpectedCounts expected,
        Storing storing,
        Optional<MeanPictures> mean,
        int examplesPerShard,
        int holdOut,
        long seed,
        int tasks) {
    public PrepareSettings {
        if (examplesPerShard < 1 || holdOut < 0 || tasks < 0) {
            throw new IllegalArgumentException(
                    examplesPerShard + " examples per shard, " + holdOut + " held out, " + tasks + " tasks");
        }
    }

    /**
     * Reads the block {@code prepare}, and {@code augment} if a mean of each pixel is asked for; problems are recorded
     * there.
     *
     * @param root the whole settings
     */
    public static PrepareSettings from(Settings root) {
        Settings prepare = root.at("prepare");
        SourceFormat format = prepare.choice("format", SourceFormat.class);
        return new PrepareSettings(
                prepare.text("source"),
                format,
                format.layout(prepare),
                prepare.text("output"),
                ClassSubset.from(prepare),
                ExpectedCounts.from(prepare.at("expect")),
                Storing.from(prepare.at("resize")),
                MeanPictures.from(root),
                prepare.positiveInt("examples-per-shard"),
                prepare.nonNegativeInt("hold-out"),
                prepare.wholeNumber("seed"),
                prepare.nonNegativeInt("tasks"));
    }
}
