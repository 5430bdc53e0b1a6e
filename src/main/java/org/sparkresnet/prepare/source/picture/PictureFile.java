package org.sparkresnet.prepare.source.picture;

import java.io.IOException;
import org.sparkresnet.prepare.source.SourceFiles;

/**
 * A file that ought to be a picture.
 *
 * @param folder path of a folder above it, any Hadoop URI
 * @param name of the record: path of the file below that folder
 * @param label index of the class, counted from 0
 * @param length in bytes, when the folder was listed
 */
public record PictureFile(String folder, String name, int label, long length) implements StoredPicture {

    @Override
    public byte[] bytes(SourceFiles files) throws IOException {
        return files.whole(path(), Math.toIntExact(length));
    }

    @Override
    public PicturePlace place() {
        return new PicturePlace(path(), 0);
    }

    private String path() {
        return folder + "/" + name;
    }
}
