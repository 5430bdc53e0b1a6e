package org.sparkresnet.prepare.source;

import org.sparkresnet.shard.Content;
import org.sparkresnet.shard.ShardRecord;

/**
 * A record that carries its pixels, because its source cannot be entered in the middle.
 *
 * @param name of the record
 * @param label index of the class, counted from 0
 * @param pixels the picture
 */
public record LoadedRecord(String name, int label, Content.Raw pixels) implements SourceRecord {

    /** Name of record {@code number}, counted from 0, of a file: a slash and six or more digits follow the file's name. */
    public static String name(String file, long number) {
        return "%s/%06d".formatted(file, number);
    }

    @Override
    public ShardRecord read(SourceFiles files) {
        return new ShardRecord(name, label, pixels);
    }

    @Override
    public void addTo(PixelSums sums) {
        sums.add(pixels);
    }
}
