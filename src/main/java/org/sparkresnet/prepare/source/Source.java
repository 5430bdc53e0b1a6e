package org.sparkresnet.prepare.source;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/** Data as a person has it, before it is made into shards. */
public sealed interface Source permits IdxSource, CifarSource, FolderSource {

    /**
     * The source at {@code place}, a file or folder with any Hadoop URI; looks at names of files only.
     *
     * @throws org.sparkresnet.config.InvalidInputException if there is no such source
     */
    static Source open(SourceFormat format, String place, SourceOptions options, JavaSparkContext context) {
        return switch (format) {
            case IDX -> IdxSource.open(place, context);
            case CIFAR_10 -> CifarSource.open(place, CifarVersion.CIFAR_10, context);
            case CIFAR_100 -> CifarSource.open(place, CifarVersion.hundred(options.cifar100Labels()), context);
            case IMAGE_FOLDER -> FolderSource.open(place, options, context);
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
