package org.sparkresnet.prepare.source;

import java.io.IOException;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.sparkresnet.shard.ShardRecord;

/**
 * A record on its way from the source to its shard: what Spark sorts and moves. One that is a file of its own travels as
 * its path and is read where it is written.
 */
public sealed interface SourceRecord extends Serializable permits LoadedRecord, PictureFile {

    /** Tells the record from all others of its split. */
    String name();

    /** Index of the class, counted from 0. */
    int label();

    /**
     * The record with its content.
     *
     * @throws org.sparkresnet.config.InvalidInputException if the source has changed since it was checked
     */
    ShardRecord read(Configuration configuration) throws IOException;

    /** Counts the picture in the statistics of its split. */
    void addTo(PixelSums sums);
}
