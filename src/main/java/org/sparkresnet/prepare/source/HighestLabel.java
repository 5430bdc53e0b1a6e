package org.sparkresnet.prepare.source;

import java.io.Serializable;

/**
 * The highest label of some records, and one that has it.
 *
 * @param label counted from 0, -1 of no record
 * @param record its name, for messages; of several with that label the first in the order of names
 */
public record HighestLabel(int label, String record) implements Serializable {
    /** Of no record. */
    public static final HighestLabel NONE = new HighestLabel(-1, "");

    /** Of the records of both. */
    public HighestLabel or(HighestLabel other) {
        if (label != other.label) {
            return label > other.label ? this : other;
        }
        return CodePointOrder.INSTANCE.compare(record, other.record) <= 0 ? this : other;
    }
}
