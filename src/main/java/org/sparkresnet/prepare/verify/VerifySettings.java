package org.sparkresnet.prepare.verify;

import java.util.Optional;
import org.sparkresnet.config.Settings;

/**
 * What a verification is told.
 *
 * @param place folder of shards, or folder of such folders, any Hadoop URI
 * @param tasks Spark tasks at a time, 0 for one per core
 * @param archives of the source, if they are to be checked too
 */
public record VerifySettings(String place, int tasks, Optional<ArchiveCheck> archives) {
    public VerifySettings {
        if (tasks < 0) {
            throw new IllegalArgumentException(tasks + " tasks");
        }
    }

    /** Whether {@code prepare} is asked to check what is there, and to write nothing. */
    public static boolean asked(Settings root) {
        return root.at("prepare").flag("verify");
    }

    /**
     * Reads the block {@code prepare}; problems are recorded there.
     *
     * @param root the whole settings
     */
    public static VerifySettings from(Settings root) {
        Settings prepare = root.at("prepare");
        return new VerifySettings(prepare.text("output"), prepare.nonNegativeInt("tasks"), ArchiveCheck.from(prepare));
    }
}
