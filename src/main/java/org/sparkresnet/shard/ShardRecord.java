package org.sparkresnet.shard;

import java.io.Serializable;
import java.util.Objects;

/**
 * One labeled picture of a data set.
 *
 * @param name tells the record from all others of its data set; not empty
 * @param label index of the class, counted from 0
 * @param content the picture
 */
public record ShardRecord(String name, int label, Content content) implements StoredRecord, Serializable {
    public ShardRecord {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("the name of a record is empty");
        }
        if (label < 0) {
            throw new IllegalArgumentException("label " + label + " of record " + name + " is below 0");
        }
        Objects.requireNonNull(content, "content");
    }

    /** Itself: there is nothing left to do. */
    @Override
    public ShardRecord open() {
        return this;
    }
}
