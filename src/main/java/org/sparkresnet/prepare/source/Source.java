package org.sparkresnet.prepare.source;

import java.util.List;

/** Data as a person has it, before it is made into shards: a place that a {@link SourceLayout} has found to be one. */
public interface Source {

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
