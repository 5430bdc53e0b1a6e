package org.sparkresnet.prepare.source.idx;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import org.sparkresnet.config.InvalidInputException;

/**
 * What the header of an IDX file says.
 *
 * @param kind of the file
 * @param count number of pictures or labels, at least 1
 * @param rows height of a picture in pixels, 1 for labels
 * @param columns width of a picture in pixels, 1 for labels
 */
record IdxHeader(IdxKind kind, int count, int rows, int columns) implements Serializable {

    /**
     * Reads the header.
     *
     * @param file name for messages
     * @throws InvalidInputException if the file is of another kind or its header makes no sense
     */
    static IdxHeader read(InputStream input, IdxKind kind, String file) throws IOException {
        byte[] bytes = input.readNBytes(kind.headerBytes());
        if (bytes.length < kind.headerBytes()) {
            throw new InvalidInputException(file + ": ends after " + bytes.length + " bytes, within its header of "
                    + kind.headerBytes() + "; fetch it again");
        }
        ByteBuffer header = ByteBuffer.wrap(bytes);
        int magic = header.getInt();
        if (magic != kind.magic) {
            throw new InvalidInputException("%s: begins with 0x%08x, expected 0x%08x for IDX %s; %s"
                    .formatted(file, magic, kind.magic, kind.word, remedy(magic)));
        }
        int count = header.getInt();
        boolean pictures = kind == IdxKind.IMAGES;
        int rows = pictures ? header.getInt() : 1;
        int columns = pictures ? header.getInt() : 1;
        if (count < 1 || rows < 1 || columns < 1 || (long) rows * columns > Integer.MAX_VALUE) {
            throw new InvalidInputException(file + ": its header tells of " + count + " " + kind.word
                    + (pictures ? " of " + rows + " x " + columns + " pixels" : "")
                    + ", which cannot be; fetch it again");
        }
        return new IdxHeader(kind, count, rows, columns);
    }

    /** Bytes of one picture or label. */
    int recordBytes() {
        return rows * columns;
    }

    /** Place of record {@code number} in the uncompressed file; that of {@code count} is the length of the file. */
    long offset(int number) {
        return kind.headerBytes() + (long) number * recordBytes();
    }

    private static String remedy(int magic) {
        // The first two bytes of every gzip file, RFC 1952.
        return magic >>> 16 == 0x1f8b ? "it is compressed, so let its name end in .gz" : "give a file of that kind";
    }
}
