package org.sparkresnet.prepare.source.picture;

import java.io.IOException;
import org.sparkresnet.prepare.source.PictureSums;
import org.sparkresnet.prepare.source.PixelSums;
import org.sparkresnet.prepare.source.SourceFiles;
import org.sparkresnet.prepare.source.SourceRecord;
import org.sparkresnet.shard.Content;
import org.sparkresnet.shard.ShardRecord;

/**
 * An encoded picture that has been decoded once.
 *
 * @param picture where its bytes are
 * @param pixels its part of the statistics
 */
record PictureRecord(EncodedPicture picture, PictureSums pixels) implements SourceRecord {

    @Override
    public String name() {
        return picture.name();
    }

    @Override
    public int label() {
        return picture.label();
    }

    @Override
    public ShardRecord read(SourceFiles files) throws IOException {
        return new ShardRecord(name(), label(), new Content.Encoded(picture.bytes(files)));
    }

    @Override
    public void addTo(PixelSums sums) {
        sums.add(pixels);
    }
}
