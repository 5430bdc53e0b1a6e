package org.sparkresnet.prepare;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/** Data as a person has it, before it is made into shards. */
sealed interface Source permits IdxSource, CifarSource, FolderSource {

    /** The source that the settings ask for; looks at names of files only. */
    static Source open(PrepareSettings settings, JavaSparkContext context) {
        return switch (settings.format()) {
            case IDX -> IdxSource.open(settings.source(), context);
            case CIFAR_10 -> CifarSource.open(settings.source(), CifarVersion.CIFAR_10, context);
            case CIFAR_100 -> CifarSource.open(
                    settings.source(), CifarVersion.hundred(settings.options().cifar100Labels()), context);
            case IMAGE_FOLDER -> FolderSource.open(settings.source(), settings.options(), context);
        };
    }

    /** Names of the folders of shards that this source gives, such as train and validation; at least one. */
    List<String> splitNames();

    /**
     * Looks at every file with Spark tasks, and answers what is to be written.
     *
     * @param tasks at least 1
     * @return a split for each of {@link #splitNames}, in that order
     * @throws org.sparkresnet.config.InvalidInputException if a file is damaged or does not fit the others
     */
    List<SourceSplit> check(int tasks);
}
