package org.sparkresnet.prepare.source;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.sparkresnet.shard.Content;
import org.sparkresnet.shard.ShardRecord;

/**
 * A picture in a file of its own that has been decoded once.
 *
 * @param file where it lies
 * @param pixels its part of the statistics
 */
record PictureFile(ListedFile file, PictureSums pixels) implements SourceRecord {

    @Override
    public String name() {
        return file.name();
    }

    @Override
    public int label() {
        return file.label();
    }

    @Override
    public ShardRecord read(Configuration configuration) throws IOException {
        return new ShardRecord(name(), label(), new Content.Encoded(file.bytes(configuration)));
    }

    @Override
    public void addTo(PixelSums sums) {
        sums.add(pixels);
    }
}
