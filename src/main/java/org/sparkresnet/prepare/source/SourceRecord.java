package org.sparkresnet.prepare.source;

import java.io.IOException;
import java.io.Serializable;
import org.sparkresnet.shard.ShardRecord;

/**
 * A record on its way from the source to its shard: what Spark sorts and moves. One whose content can be found again, a
 * file or a part of one, travels without it and is read where it is written.
 */
public interface SourceRecord extends Serializable {

    /** Tells the record from all others of its split. */
    String name();

    /** Index of the class, counted from 0. */
    int label();

    /**
     * The record with its content.
     *
     * @param files of the task that reads
     * @throws org.sparkresnet.config.InvalidInputException if the source has changed since it was checked
     */
    ShardRecord read(SourceFiles files) throws IOException;

    /** Counts the picture in the statistics of its split. */
    void addTo(PixelSums sums);
}
