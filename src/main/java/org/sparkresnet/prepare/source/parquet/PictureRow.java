package org.sparkresnet.prepare.source.parquet;

import org.sparkresnet.prepare.source.SourceFiles;
import org.sparkresnet.prepare.source.picture.EncodedPicture;

/**
 * A picture of a table, which carries its bytes.
 *
 * @param name of the record
 * @param label index of the class, counted from 0
 * @param bytes of the file, none where the table has no picture; not copied
 */
record PictureRow(String name, int label, byte[] bytes) implements EncodedPicture {

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public byte[] bytes(SourceFiles files) {
        return bytes;
    }
}
