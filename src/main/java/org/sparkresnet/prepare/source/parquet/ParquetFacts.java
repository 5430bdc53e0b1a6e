package org.sparkresnet.prepare.source.parquet;

import java.io.Serializable;
import java.util.List;
import org.sparkresnet.prepare.source.HighestLabel;

/**
 * What is known of a file that can be read.
 *
 * @param file its path
 * @param groups of rows, none if the file has no row
 * @param highest label, as an index
 * @param classNames that the file itself gives, empty if it gives none
 */
record ParquetFacts(String file, List<RowGroup> groups, HighestLabel highest, List<String> classNames)
        implements Serializable {
    ParquetFacts {
        groups = List.copyOf(groups);
        classNames = List.copyOf(classNames);
    }

    /** Number of rows. */
    long rows() {
        return groups.stream().mapToLong(RowGroup::rows).sum();
    }
}
