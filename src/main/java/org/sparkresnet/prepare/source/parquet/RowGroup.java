package org.sparkresnet.prepare.source.parquet;

import java.io.Serializable;
import org.sparkresnet.prepare.source.LoadedRecord;

/**
 * Rows of a file that are stored together and can be read without the others.
 *
 * @param file its path
 * @param number of the group in the file, counted from 0
 * @param firstRow number of its first row in the file, counted from 0
 * @param rows number of rows
 */
record RowGroup(String file, int number, long firstRow, long rows) implements Serializable {

    /**
     * Name of a record: that of the file, and the number of the row in it.
     *
     * @param row in this group, counted from 0
     */
    String recordName(long row) {
        return LoadedRecord.name(file.substring(file.lastIndexOf('/') + 1), firstRow + row);
    }
}
