package org.sparkresnet.prepare.source;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/**
 * One part of a source that becomes one folder of shards.
 *
 * @param name of that folder
 * @param classNames name of label i at place i
 * @param count number of records, at least 1
 * @param names of all records, each once; reading them is cheap
 * @param records with those names, in any order
 * @param leftOut files of the source that are no pictures and become no records, in the order of their names
 */
public record SourceSplit(
        String name,
        List<String> classNames,
        long count,
        JavaRDD<String> names,
        JavaRDD<SourceRecord> records,
        List<BadPicture> leftOut) {}
