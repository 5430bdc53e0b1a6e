package org.sparkresnet.prepare.source.picture;

import java.io.IOException;
import org.sparkresnet.prepare.source.SourceFiles;

/**
 * A part of a file that ought to be a picture.
 *
 * @param name of the record, never used as a path
 * @param label index of the class, counted from 0
 * @param place of the first byte
 * @param length in bytes
 */
public record PictureRange(String name, int label, PicturePlace place, long length) implements StoredPicture {

    @Override
    public byte[] bytes(SourceFiles files) throws IOException {
        return files.part(place.file(), place.offset(), Math.toIntExact(length));
    }
}
