package org.sparkresnet.prepare.source.picture;

import java.io.IOException;
import java.util.zip.CRC32C;
import org.sparkresnet.config.InvalidInputException;
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
 * @param checksum CRC-32C of the bytes that were decoded
 */
record PictureRecord(EncodedPicture picture, PictureSums pixels, long checksum) implements SourceRecord {

    /** CRC-32C, which every processor computes faster than it reads. */
    static long checksum(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return sum.getValue();
    }

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
        byte[] bytes = picture.bytes(files);
        if (checksum(bytes) != checksum) {
            throw new InvalidInputException(
                    name() + ": has changed since prepare decoded it; run prepare again when nothing writes there");
        }
        return new ShardRecord(name(), label(), new Content.Encoded(bytes));
    }

    @Override
    public void addTo(PixelSums sums) {
        sums.add(pixels);
    }
}
