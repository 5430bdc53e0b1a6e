package org.sparkresnet.prepare.source.cifar;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of an archive that is whole.
 *
 * @param records number of records of each file that holds any, at least 1
 * @param classNames name of label i at place i
 */
record CifarFacts(Map<String, Long> records, List<String> classNames) implements Serializable {
    CifarFacts {
        records = new TreeMap<>(records);
        classNames = List.copyOf(classNames);
    }
}
