package org.sparkresnet.prepare.source.picture;

import java.io.IOException;
import org.sparkresnet.prepare.source.SourceFiles;

/**
 * A file that ought to be a picture.
 *
 * @param name of the record
 * @param label index of the class, counted from 0
 * @param path any Hadoop URI
 * @param length in bytes, when the folder was listed
 */
public record PictureFile(String name, int label, String path, long length) implements StoredPicture {

    @Override
    public byte[] bytes(SourceFiles files) throws IOException {
        return files.whole(path, Math.toIntExact(length));
    }

    @Override
    public PicturePlace place() {
        return new PicturePlace(path, 0);
    }
}
